import { durationUnits, US_PER_DAY, US_PER_SECOND } from '../../shared/time-range.ts';

const grouped = new Intl.NumberFormat('en-GB');

/** `1,234,567`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** ISO 8601 in UTC with microseconds, as exports write it. Null stays null. */
export function isoTime(timeUs: number | null): string | null {
  if (timeUs === null) return null;
  const seconds = Math.floor(timeUs / US_PER_SECOND);
  const micros = timeUs - seconds * US_PER_SECOND;
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}Z`;
}

/** `2026-11-20 09:30:00Z`, or a dash where there is no time. */
export function formatTime(timeUs: number | null): string {
  return timeUs === null ? '–' : `${isoTime(timeUs)?.slice(0, 19).replace('T', ' ')}Z`;
}

const DURATION = /^(\d{1,6})(m|h|d|w)$/;

/** `15m`, `1h`, `60d`, `2w` in microseconds; null for anything else, and for nothing at all (`0d`). */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text.trim());
  if (!match) return null;
  const unit = match[2] as keyof typeof durationUnits;
  const duration = Number(match[1]) * durationUnits[unit];
  return duration > 0 ? duration : null;
}

/** The same in whole days, rounded up. */
export function parseDays(text: string): number | null {
  const duration = parseDuration(text);
  return duration === null ? null : Math.ceil(duration / US_PER_DAY);
}

const SIZE = /^(\d{1,15}(?:\.\d{1,3})?)\s?(B|KB|MB|GB|TB)?$/i;
const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `500MB`, `1.5 GB`, `750000000` in bytes, by powers of a thousand; null for anything else. */
export function parseSize(text: string): number | null {
  const match = SIZE.exec(text.trim());
  if (!match) return null;
  const bytes = Number(match[1]) * 1_000 ** SIZE_UNITS.indexOf((match[2] ?? 'B').toUpperCase());
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : null;
}

/** `1.5 GB`, `12.0 MB`, `512 B`. */
export function formatSize(bytes: number): string {
  const power = Math.min(SIZE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1_000 ** power).toFixed(power === 0 ? 0 : 1)} ${SIZE_UNITS[power]}`;
}

const SECONDS = /^(\d{1,6})(s|m|h|d|w)$/;

/** `30s`, `5m`, `1h`, `1d` in whole seconds; null for anything else, and for nothing at all. */
export function parseSeconds(text: string): number | null {
  const match = SECONDS.exec(text.trim());
  if (!match) return null;
  const unitUs = match[2] === 's' ? US_PER_SECOND : durationUnits[match[2] as keyof typeof durationUnits];
  const seconds = (Number(match[1]) * unitUs) / US_PER_SECOND;
  return seconds > 0 ? seconds : null;
}

/** `30s`, `5m`, `1h`, `1d`: in the largest unit that comes out even. */
export function formatSeconds(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
  ] as const;
  const [unit, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;

/** The beginning of a day in UTC, `2026-11-20`; null where there is no such day. */
export function parseDay(text: string): number | null {
  const [, year, month, day] = DAY.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // A day that the month does not have runs over into the next one.
  return date.toISOString().startsWith(text.trim()) ? date.getTime() * 1_000 : null;
}

/** A day, as `parseDay`, or a time of it in UTC: `2026-11-20T08:14`. */
export function parseInstant(text: string): number | null {
  const trimmed = text.trim();
  if (!INSTANT.test(trimmed)) return parseDay(trimmed);
  const timeMs = Date.parse(`${trimmed.replace(' ', 'T').replace(/Z$/, '')}Z`);
  return Number.isNaN(timeMs) ? null : timeMs * 1_000;
}

/** A whole number between the limits, or null. */
export function parseCount(text: string, least: number, most: number): number | null {
  if (!/^\d{1,9}$/.test(text)) return null;
  const count = Number(text);
  return count >= least && count <= most ? count : null;
}
