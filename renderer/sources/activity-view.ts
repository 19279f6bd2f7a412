import type { IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import type { StreamStatus } from '../../shared/source-status.ts';
import { formatCount } from '../design/format-number.ts';

export type SourceActivity = IpcOutput<'sources.activity'>;

export interface ActivityBar {
  readonly startUs: number;
  readonly endUs: number;
  readonly stored: number;
  readonly failedRuns: number;
  /** Share of the fullest bar, 0 to 1. */
  readonly height: number;
}

export interface ActivityView {
  readonly bars: readonly ActivityBar[];
  /** Shares of the width, 0 to 1, of ranges that can't have been collected. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly stored: number;
  readonly failedRuns: number;
  /** All of it in one sentence. */
  readonly text: string;
}

/** One stream's part of the answer, from `fromUs` on; null where the answer does not know the stream (yet). */
export function viewActivity(
  activity: SourceActivity,
  fromUs: number,
  stream: Pick<StreamStatus, 'stream' | 'gaps'>,
): ActivityView | null {
  const own = activity.streams.find((one) => one.stream === stream.stream);
  if (!own) return null;
  const { bucketUs } = activity;
  const highest = Math.max(1, ...own.stored);
  const bars = own.stored.map((stored, index) => ({
    startUs: fromUs + index * bucketUs,
    endUs: fromUs + (index + 1) * bucketUs,
    stored,
    failedRuns: own.failedRuns[index] ?? 0,
    height: stored / highest,
  }));
  const spanUs = bucketUs * bars.length;
  const share = (timeUs: number) => Math.min(1, Math.max(0, (timeUs - fromUs) / spanUs));
  const gaps = stream.gaps
    .map((gap) => ({ from: share(gap.fromUs), to: share(gap.toUs) }))
    .filter(({ from, to }) => to > from);
  const stored = sum(own.stored);
  const failedRuns = sum(own.failedRuns);
  return { bars, gaps, stored, failedRuns, text: summarise(stored, failedRuns, gaps.length) };
}

function summarise(stored: number, failedRuns: number, gaps: number): string {
  return [
    stored === 0 ? 'nothing stored' : `${formatCount(stored, 'event')} stored`,
    ...(failedRuns === 0 ? [] : [formatCount(failedRuns, 'failed run')]),
    ...(gaps === 0 ? [] : [formatCount(gaps, 'gap')]),
  ].join(', ');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
