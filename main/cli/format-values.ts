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

/** A whole number between the limits, or null. */
export function parseCount(text: string, least: number, most: number): number | null {
  if (!/^\d{1,9}$/.test(text)) return null;
  const count = Number(text);
  return count >= least && count <= most ? count : null;
}
