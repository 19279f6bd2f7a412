export const MS_PER_DAY = 86_400_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_MINUTE = 60_000;

/** A record of a log, as it is first written down, and as it is completed later. */
export interface LogRow {
  readonly timeMs: number;
  /** When Graph first shows it: later than it happened. */
  readonly shownAtMs: number;
  readonly record: Readonly<Record<string, unknown>>;
  readonly amended?: { readonly atMs: number; readonly record: Readonly<Record<string, unknown>> };
}

/** With seven digits of the second, as Graph writes it. */
export function graphTime(ms: number): string {
  const whole = Math.floor(ms);
  const ticks = Math.floor((ms - whole) * 10_000);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`;
}
