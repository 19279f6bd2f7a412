import { failed, ok, type Result } from '../result.ts';
import {
  type TimeUs,
  US_PER_DAY,
  US_PER_HOUR,
  US_PER_MINUTE,
  US_PER_MS,
  US_PER_SECOND,
} from '../time-range.ts';

/**
 * What a written time covers, half open: `2026-11-20` is the whole day, `2026-11-20T10:05Z` the minute,
 * milliseconds since 1970 the millisecond, `now-7d` the one instant.
 */
export interface TimeCovered {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

const UNITS: Readonly<Record<string, number>> = {
  s: US_PER_SECOND,
  m: US_PER_MINUTE,
  h: US_PER_HOUR,
  d: US_PER_DAY,
  w: 7 * US_PER_DAY,
};
const RELATIVE = /^now(?:([+-])(\d{1,9})([smhdw]))?$/i;
const EPOCH_MS = /^-?\d{5,17}$/;
const ISO =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?)?$/i;

/** The widest the database and a JavaScript number both hold. */
const LIMIT_US = 9_000_000_000_000_000;

/** Reads `now`, `now-7d`, an ISO date or time (without a zone: UTC) or milliseconds since 1970. */
export function readTime(text: string, nowUs: TimeUs): Result<TimeCovered, null> {
  const trimmed = text.trim();
  const relative = RELATIVE.exec(trimmed);
  if (relative) {
    const [, sign, amount = '0', unit = 's'] = relative;
    const offset = Number(amount) * (UNITS[unit.toLowerCase()] ?? 0);
    return covered(nowUs + (sign === '-' ? -offset : offset), 1);
  }
  if (EPOCH_MS.test(trimmed)) return covered(Number(trimmed) * US_PER_MS, US_PER_MS);
  const iso = ISO.exec(trimmed);
  return iso ? readIso(iso) : failed(null);
}

function readIso(match: RegExpExecArray): Result<TimeCovered, null> {
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
  const date = new Date(midnight);
  const isRealDate = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day ?? 1);
  if (!isRealDate || Number(year) < 100) return failed(null);
  if (day === undefined) {
    return covered(
      midnight * US_PER_MS,
      Date.UTC(Number(year), Number(month), 1) * US_PER_MS - midnight * US_PER_MS,
    );
  }
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return failed(null);
  const zoneUs = zoneOffsetUs(zone);
  if (zoneUs === null) return failed(null);
  const timeOfDay =
    Number(hour ?? 0) * US_PER_HOUR +
    Number(minute ?? 0) * US_PER_MINUTE +
    Number(second ?? 0) * US_PER_SECOND;
  const fractionUs = Number((fraction ?? '').padEnd(6, '0').slice(0, 6));
  return covered(
    midnight * US_PER_MS + timeOfDay + fractionUs - zoneUs,
    widthOf(hour, minute, second, fraction),
  );
}

/** The smallest part that was written decides how much is covered. */
function widthOf(hour?: string, minute?: string, second?: string, fraction?: string): number {
  if (fraction) return 10 ** Math.max(0, 6 - fraction.length);
  if (second) return US_PER_SECOND;
  if (minute) return US_PER_MINUTE;
  return hour ? US_PER_HOUR : US_PER_DAY;
}

function zoneOffsetUs(zone: string | undefined): number | null {
  if (!zone || zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || 0);
  if (hours > 18 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * US_PER_HOUR + minutes * US_PER_MINUTE);
}

function covered(fromUs: number, widthUs: number): Result<TimeCovered, null> {
  if (Math.abs(fromUs) > LIMIT_US) return failed(null);
  return ok({ fromUs, toUs: fromUs + widthUs });
}
