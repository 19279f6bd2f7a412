import {
  type TimeUs,
  US_PER_DAY,
  US_PER_HOUR,
  US_PER_MINUTE,
  US_PER_MS,
  US_PER_SECOND,
} from '../../shared/time-range.ts';

export type ZoneChoice = 'utc' | 'local';
export type TimePrecision = 'day' | 'minute' | 'second' | 'millisecond';

const lengths: Record<TimePrecision, number> = { day: 10, minute: 16, second: 19, millisecond: 23 };

/** `2026-11-20 08:14:03.123` in the zone; the zone itself is printed once, in a column's head or a tooltip. */
export function formatTime(
  timeUs: TimeUs,
  zone: ZoneChoice,
  precision: TimePrecision = 'millisecond',
): string {
  const date = new Date(timeUs / US_PER_MS);
  if (Number.isNaN(date.getTime())) return '–';
  const shifted = zone === 'utc' ? date : new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().replace('T', ' ').slice(0, lengths[precision]);
}

/** `UTC`, or `Europe/Berlin, UTC+01:00`; the offset is that of the given time, as it changes with summer time. */
export function zoneLabel(zone: ZoneChoice, timeUs: TimeUs): string {
  if (zone === 'utc') return 'UTC';
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return name === 'UTC' ? name : `${name}, ${offsetLabel(timeUs)}`;
}

/** `UTC` or `UTC+05:30`, for the head of a column of times. */
export function headZoneLabel(zone: ZoneChoice, timeUs: TimeUs): string {
  return zone === 'utc' ? 'UTC' : offsetLabel(timeUs);
}

/** `UTC+05:30`: short enough for a column's head. */
export function offsetLabel(timeUs: TimeUs): string {
  const minutes = -new Date(timeUs / US_PER_MS).getTimezoneOffset();
  const ahead = minutes >= 0 ? '+' : '−';
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${ahead}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

const steps = [
  { us: US_PER_DAY, name: 'day' },
  { us: US_PER_HOUR, name: 'hour' },
  { us: US_PER_MINUTE, name: 'minute' },
  { us: US_PER_SECOND, name: 'second' },
] as const;

/** `3 minutes ago`, `in 2 hours`, `now` within a second. Rounded down, never up: "1 hour ago" was an hour ago. */
export function formatRelative(timeUs: TimeUs, nowUs: TimeUs): string {
  const distance = nowUs - timeUs;
  const length = formatDuration(Math.abs(distance));
  if (length === null) return 'now';
  return distance > 0 ? `${length} ago` : `in ${length}`;
}

/** `4 minutes`; null under a second. */
export function formatDuration(us: number): string | null {
  const step = steps.find((candidate) => us >= candidate.us);
  if (!step) return null;
  const amount = Math.floor(us / step.us);
  return `${amount} ${step.name}${amount === 1 ? '' : 's'}`;
}
