/**
 * A time of day that vendors and app share, so that a seed means the same events on every day: where it began, when
 * that really was, and how fast it goes.
 */
export interface MadeUpTime {
  readonly beganAtMs: number;
  readonly reallyAtMs: number;
  /** Made-up milliseconds in a real one; 0 stands still. */
  readonly speed: number;
}

/** The variable that carries it, as JSON, into a process started with `shift-clock.ts`. */
export const madeUpTimeVariable = 'KEYGLASS_TORTURE_TIME';

export function madeUpNowMs(time: MadeUpTime, reallyNowMs: number): number {
  return Math.floor(time.beganAtMs + (reallyNowMs - time.reallyAtMs) * time.speed);
}
