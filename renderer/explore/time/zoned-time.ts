import { US_PER_MS } from '../../../shared/time-range.ts';

export type Zone = 'utc' | 'local';

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Calendar parts of a time (UTC microseconds) in the zone that is shown; months count from 1. */
export function partsOf(timeUs: number, zone: Zone): Parts {
  const date = new Date(Math.floor(timeUs / US_PER_MS));
  return zone === 'utc'
    ? {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
      }
    : {
        year: date.getFullYear(),
        month: date.getMonth() + 1,
        day: date.getDate(),
        hour: date.getHours(),
        minute: date.getMinutes(),
        second: date.getSeconds(),
      };
}

/** The time of a wall clock in the zone, UTC microseconds. Parts beyond their range run over (day 32, hour 24). */
export function timeOfParts(
  zone: Zone,
  year: number,
  month: number,
  day = 1,
  hour = 0,
  minute = 0,
  second = 0,
  ms = 0,
) {
  const timeMs =
    zone === 'utc'
      ? Date.UTC(year, month - 1, day, hour, minute, second, ms)
      : new Date(year, month - 1, day, hour, minute, second, ms).getTime();
  return timeMs * US_PER_MS;
}

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-20 08:14` (with `:03` where seconds count): how a time is shown in a field or a tooltip. */
export function formatMinute(timeUs: number, zone: Zone): string {
  const { year, month, day, hour, minute, second } = partsOf(timeUs, zone);
  const seconds = second === 0 ? '' : `:${two(second)}`;
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${seconds}`;
}

const TYPED =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?)?\s*(Z|UTC)?\s*$/i;

/** Reads `2026-11-20`, `2026-11-20 08:14`, `2026-11-20T08:14:03.123Z` in the zone; null when it is no such time. */
export function parseTypedTime(text: string, zone: Zone): number | null {
  const match = TYPED.exec(text);
  if (!match) return null;
  const number = (index: number) => Number(match[index] ?? 0);
  const [month, day, hour, minute, second] = [number(2), number(3), number(4), number(5), number(6)];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const ms = Number((match[7] ?? '0').padEnd(3, '0'));
  const readZone = match[8] ? 'utc' : zone;
  const timeUs = timeOfParts(readZone, number(1), month, day, hour, minute, second, ms);
  // A day that the month doesn't have would have run over into the next one.
  return partsOf(timeUs, readZone).month === month ? timeUs : null;
}
