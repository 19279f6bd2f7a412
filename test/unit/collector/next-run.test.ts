import { describe, expect, it } from 'vitest';
import { isDue, planFirstRun, planNextRun } from '../../../main/collector/next-run.ts';
import { type AppErrorKind, appError } from '../../../shared/app-error.ts';

const minute = 60_000_000;
const start = Date.UTC(2026, 10, 20, 12) * 1_000;
const end = start + 2 * minute;

/** Minutes from the end of a failed run to the next. */
function waitAfter(kind: AppErrorKind, failures = 1, intervalMinutes = 10, retryAtUs?: number): number {
  const rest = retryAtUs === undefined ? {} : { retryAtUs };
  const error = appError(kind, 'm', 'r', rest);
  const plan = planNextRun(
    { outcome: 'failed', error, hasMore: false, finishedAtUs: end },
    start,
    intervalMinutes * minute,
    failures,
  );
  return (plan.atUs - end) / minute;
}

describe('when a stream runs next', () => {
  it('counts the interval from the start of the last run', () => {
    const succeeded = { outcome: 'succeeded', error: null, hasMore: false, finishedAtUs: end } as const;
    expect(planNextRun(succeeded, start, 10 * minute, 0)).toEqual({
      setAtUs: end,
      atUs: start + 10 * minute,
    });
  });

  it('follows at once on a run that has left some for the next', () => {
    const succeeded = { outcome: 'succeeded', error: null, hasMore: true, finishedAtUs: end } as const;
    expect(planNextRun(succeeded, start, 10 * minute, 0).atUs).toBe(end);
  });

  it('follows at once on a run that took longer than the interval', () => {
    const succeeded = { outcome: 'succeeded', error: null, hasMore: false, finishedAtUs: end } as const;
    expect(planNextRun(succeeded, start, minute, 0).atUs).toBe(end);
  });

  it.each([
    'credentials-rejected',
    'credentials-missing',
    'permission-missing',
    'tls-problem',
    'not-found',
  ] as const)('waits an hour after %s, which only a person can solve', (kind) => {
    expect(waitAfter(kind)).toBe(60);
    expect(waitAfter(kind, 7)).toBe(60);
    expect(waitAfter(kind, 1, 600)).toBe(598);
  });

  it('comes back sooner than the interval where the network failed, and then less and less often', () => {
    expect([1, 2, 3, 4, 5, 40].map((failures) => waitAfter('vendor-unreachable', failures))).toEqual([
      1, 2, 4, 8, 10, 10,
    ]);
  });

  it('comes back less and less often after other failures, at least once an hour', () => {
    expect([1, 2, 3, 4, 40].map((failures) => waitAfter('unexpected-response', failures))).toEqual([
      10, 20, 40, 60, 60,
    ]);
  });

  it('comes back when the vendor said, not before the interval', () => {
    expect(waitAfter('rate-limited', 1, 10, end + 90 * minute)).toBe(90);
    expect(waitAfter('rate-limited', 1, 10, end + minute)).toBe(8);
  });

  it('runs everything at once when the app starts, but for what was told to wait', () => {
    const last = (kind: AppErrorKind, retryAtUs = 0) => ({
      startedAtUs: start,
      error: appError(kind, 'm', 'r', { retryAtUs }),
    });
    expect(planFirstRun(null, end).atUs).toBe(end);
    expect(planFirstRun(last('vendor-unreachable'), end).atUs).toBe(end);
    expect(planFirstRun(last('credentials-rejected'), end).atUs).toBe(start + 60 * minute);
    expect(planFirstRun(last('rate-limited', end + 5 * minute), end).atUs).toBe(end + 5 * minute);
  });

  it('is due when its time has come, and when the clock was set back to before it was planned', () => {
    const plan = { setAtUs: start, atUs: start + 10 * minute };
    expect(isDue(plan, start + 9 * minute)).toBe(false);
    expect(isDue(plan, start + 10 * minute)).toBe(true);
    expect(isDue(plan, start - minute)).toBe(true);
  });
});
