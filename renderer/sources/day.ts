import { type TimeUs, US_PER_MS } from '../../shared/time-range.ts';

const DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** The beginning of a day in UTC, `2026-11-20`; null where there is no such day. */
export function parseDay(text: string): TimeUs | null {
  const match = DAY.exec(text.trim());
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  // A day that the month doesn't have would have run over into the next one.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() * US_PER_MS : null;
}

/** The day in UTC that a time lies in. */
export function formatDay(timeUs: TimeUs): string {
  return new Date(timeUs / US_PER_MS).toISOString().slice(0, 10);
}
