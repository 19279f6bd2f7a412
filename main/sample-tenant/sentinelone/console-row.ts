import { isoTime } from '../../vendors/ecs/ecs-document.ts';

/** A row as the console answers it, with the time by which it is filtered and ordered and since when it can be seen. */
export interface ConsoleRow {
  readonly id: string;
  readonly siteId: string;
  /** UTC microseconds. */
  readonly timeUs: number;
  readonly visibleFromUs: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export const US_PER_DAY = 86_400_000_000;

/** With six digits of the second, as the console writes most of its times. */
export function consoleTime(timeUs: number): string {
  const iso = isoTime(timeUs);
  return iso.length === 24 ? `${iso.slice(0, -1)}000Z` : iso;
}

/** Nineteen digits, which no double holds. Parts together make the id. */
export function consoleId(kind: number, ...parts: readonly number[]): string {
  const tail = parts.map((part, index) => String(part).padStart(index === 0 ? 6 : 5, '0')).join('');
  return `18${String(kind).padStart(2, '0')}${tail.padStart(15, '0').slice(-15)}`;
}
