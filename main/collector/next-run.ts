import type { AppError } from '../../shared/app-error.ts';
import { US_PER_HOUR, US_PER_MINUTE } from '../../shared/time-range.ts';
import type { RunEnd } from './run-stream.ts';

/** When a stream is to run next. Both times are this computer's, so that a clock that was set back is noticed. */
export interface Plan {
  readonly setAtUs: number;
  readonly atUs: number;
}

/** A plan whose making lies in the future is from before the clock was set back: its time means nothing any more. */
export function isDue(plan: Plan, nowUs: number): boolean {
  return nowUs >= plan.atUs || nowUs < plan.setAtUs;
}

/**
 * What only a person can put right. Asking again all the time would change nothing, and may lock an account.
 */
export const needsAPerson: ReadonlySet<AppError['kind']> = new Set([
  'credentials-missing',
  'credentials-rejected',
  'permission-missing',
  'not-found',
  'tls-problem',
  'insecure-address',
  'invalid-input',
  'keychain-unavailable',
  'vault-locked',
]);

/** On the interval, counted from the start of the run; at once where there is more; later after failures, and sooner where only the network failed. */
export function planNextRun(
  end: Pick<RunEnd, 'outcome' | 'error' | 'hasMore' | 'finishedAtUs'>,
  startedAtUs: number,
  intervalUs: number,
  /** How many runs in a row have failed, this one with them. */
  failures: number,
): Plan {
  const setAtUs = end.finishedAtUs;
  const onInterval = Math.max(startedAtUs + intervalUs, setAtUs);
  const { error } = end;
  if (end.hasMore) return { setAtUs, atUs: setAtUs };
  if (error === null) return { setAtUs, atUs: onInterval };
  if (error.kind === 'rate-limited') return { setAtUs, atUs: Math.max(error.retryAtUs ?? 0, onInterval) };
  if (needsAPerson.has(error.kind)) {
    return { setAtUs, atUs: Math.max(setAtUs + US_PER_HOUR, onInterval) };
  }
  const doubled = 2 ** Math.min(failures - 1, 20);
  if (error.kind === 'vendor-unreachable') {
    return { setAtUs, atUs: setAtUs + Math.min(US_PER_MINUTE * doubled, intervalUs) };
  }
  const longestUs = Math.max(intervalUs, US_PER_HOUR);
  return { setAtUs, atUs: setAtUs + Math.min(intervalUs * doubled, longestUs) };
}

/** At the start of the app everything runs at once, but for what was told to wait before the app was closed. */
export function planFirstRun(
  last: { readonly startedAtUs: number; readonly error: AppError | null } | null,
  nowUs: number,
): Plan {
  const now = { setAtUs: nowUs, atUs: nowUs };
  if (last?.error?.kind === 'credentials-rejected') {
    return { setAtUs: nowUs, atUs: Math.min(last.startedAtUs, nowUs) + US_PER_HOUR };
  }
  if (last?.error?.kind === 'rate-limited') {
    return { setAtUs: nowUs, atUs: Math.min(last.error.retryAtUs ?? nowUs, nowUs + US_PER_HOUR * 24) };
  }
  return now;
}
