import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';

export interface ActivityBuckets {
  readonly sourceId: string;
  readonly fromUs: number;
  readonly bucketUs: number;
  readonly buckets: number;
}

export interface StreamActivity {
  readonly stream: string;
  /** Events stored by the runs that began in each bucket, oldest first. */
  readonly stored: number[];
  readonly failedRuns: number[];
}

/** What came in over time. Looks at runs only, so it takes the same time whatever the number of events. */
export async function readStreamActivity(
  readers: Readers,
  { sourceId, fromUs, bucketUs, buckets }: ActivityBuckets,
): Promise<Result<StreamActivity[], AppError>> {
  const rows = await readers.all({
    text: `
SELECT stream, (epoch_us(started_at) - $2::BIGINT) // $3::BIGINT AS bucket,
  sum(stored) AS stored, count(*) FILTER (outcome = 'failed') AS failed
FROM runs
WHERE source_id = $1 AND started_at >= make_timestamp($2::BIGINT) AND started_at < make_timestamp($4::BIGINT)
GROUP BY ALL ORDER BY stream, bucket`,
    values: [sourceId, fromUs, bucketUs, fromUs + bucketUs * buckets],
  });
  if (!rows.ok) return rows;
  const byStream = new Map<string, StreamActivity>();
  for (const row of rows.value) {
    const stream = String(row.stream);
    const activity = byStream.get(stream) ?? { stream, stored: zeros(buckets), failedRuns: zeros(buckets) };
    byStream.set(stream, activity);
    const bucket = Number(row.bucket);
    activity.stored[bucket] = Number(row.stored);
    activity.failedRuns[bucket] = Number(row.failed);
  }
  return ok([...byStream.values()]);
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}
