import type { TimeUs } from '../../shared/time-range.ts';

const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/** The last microsecond that a JavaScript number holds exactly, and the schema's "unknown" at the other end. */
const LATEST_US = Number.MAX_SAFE_INTEGER;

/**
 * ISO 8601 to UTC microseconds; null where it can't be read. Without a zone it is taken as UTC. What is finer than a
 * microsecond is dropped. A day that does not exist (30 February) can't be read; `Date.parse` would move it.
 */
export function readIsoTime(text: string): TimeUs | null {
  return readUsualTime(text) ?? readAnyTime(text);
}

/** `2026-11-20T09:30:00.000Z`, the form that nearly every record has, by one call that checks nothing else. */
function readUsualTime(text: string): TimeUs | null {
  if (text.length !== 24 || text.charCodeAt(23) !== 90) return null;
  const ms = Date.parse(text);
  // A day that does not exist, or another form of this length, is not written back as it was read.
  return Number.isNaN(ms) || new Date(ms).toISOString() !== text ? null : withinRange(ms * 1_000);
}

function readAnyTime(text: string): TimeUs | null {
  const match = ISO_8601.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const moved =
    new Date(ms).getUTCDate() !== Number(day) ||
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(second) > 59;
  if (moved || Number(month) < 1 || Number(month) > 12) return null;
  return withinRange((ms - zoneOffsetMs(zone)) * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0')));
}

/** Epoch seconds (with or without a fraction) to UTC microseconds. Beyond the year 5138 it is read as milliseconds. */
export function readEpochTime(epoch: number): TimeUs | null {
  const seconds = epoch >= 1e11 ? epoch / 1_000 : epoch;
  return withinRange(Math.round(seconds * 1_000_000));
}

function zoneOffsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function withinRange(timeUs: number): TimeUs | null {
  return Number.isFinite(timeUs) && timeUs > 0 && timeUs <= LATEST_US ? timeUs : null;
}
