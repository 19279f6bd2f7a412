import { type AppError, appError } from '../../shared/app-error.ts';
import type { RetentionRule } from '../../shared/retention.ts';
import type { SourceRecord } from '../database/writer.ts';

/**
 * Why the source can't have the rule; null where it can. A stream that reads further back than events are kept would
 * fetch again what has left. Streams that are off, and sources that hold imported files only, fetch nothing.
 */
export function ruleProblem(source: SourceRecord, { keepDays }: RetentionRule): AppError | null {
  if (keepDays === null || source.url === '') return null;
  const [longest] = Object.entries(source.streams)
    .filter(([, { enabled }]) => enabled)
    .map(([stream, { lookBackDays }]) => ({ stream, lookBackDays }))
    .sort((a, b) => b.lookBackDays - a.lookBackDays);
  if (!longest || keepDays >= longest.lookBackDays) return null;
  return appError(
    'invalid-input',
    `“${source.name}” looks back ${days(longest.lookBackDays)} for ${longest.stream}, so events kept for ${days(keepDays)} only would be fetched again after they have left. Nothing was changed.`,
    `Keep events for ${days(longest.lookBackDays)} or longer, or let the source look back less far first.`,
  );
}

function days(count: number): string {
  return count === 1 ? 'one day' : `${count} days`;
}
