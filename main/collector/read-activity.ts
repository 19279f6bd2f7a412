import type { AppError } from '../../shared/app-error.ts';
import type { IpcInput, IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Readers } from '../database/readers.ts';
import { readStreamActivity } from '../database/stream-activity-reader.ts';
import { invalid } from './check-settings.ts';
import type { SourceBook } from './source-book.ts';
import { noSuchSource } from './source-problems.ts';

/** Every stream of the source, also one that nothing came in of. */
export async function readActivity(
  readers: Readers,
  book: SourceBook,
  { sourceId, range, buckets }: IpcInput<'sources.activity'>,
): Promise<Result<IpcOutput<'sources.activity'>, AppError>> {
  const source = book.get(sourceId);
  if (source === null) return failed(noSuchSource());
  const lengthUs = range.toUs - range.fromUs;
  if (!(lengthUs > 0)) return failed(invalid('This range of time is empty.', 'Choose another one.'));
  const fromUs = Math.floor(range.fromUs);
  const bucketUs = Math.max(Math.ceil(lengthUs / buckets), 1);
  const activity = await readStreamActivity(readers, { sourceId, fromUs, bucketUs, buckets });
  if (!activity.ok) return activity;
  const none = () => Array.from({ length: buckets }, () => 0);
  const streams = [...source.streams.keys()].map(
    (stream) =>
      activity.value.find((one) => one.stream === stream) ?? { stream, stored: none(), failedRuns: none() },
  );
  return ok({ bucketUs, streams });
}
