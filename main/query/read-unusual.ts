import type { UnusualSecretTypes } from '../../shared/answer.ts';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { Question } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { PlainRow, SqlQuery } from '../database/readers.ts';
import { buildBoundsQuery } from './build-histogram-query.ts';
import { buildFirstSeenQuery, buildWindowsQuery } from './build-secret-queries.ts';
import { bySurprise, judgeSecretType, type TypeCounts } from './unusual-secret-type.ts';

type Ask = (query: SqlQuery) => Promise<Result<readonly PlainRow[], AppError>>;

/** A window counts where at least this much of it lies after the first event: collecting rarely starts at midnight. */
const COVERED = 0.9;

export interface UnusualToRead {
  readonly question: Question;
  readonly range: { readonly fromUs: TimeUs; readonly toUs: TimeUs };
  readonly baselineWindows: number;
}

/** The chosen range against the windows of equal length before it. The question's own span is not looked at. */
export async function readUnusual(
  { question, range, baselineWindows }: UnusualToRead,
  ask: Ask,
  nowUs: TimeUs,
): Promise<Result<Omit<UnusualSecretTypes, 'tookMs'>, AppError>> {
  const lengthUs = range.toUs - range.fromUs;
  if (!(lengthUs >= 1)) return failed(emptyRange());
  const bounds = await ask(buildBoundsQuery());
  if (!bounds.ok) return bounds;
  const windows = coveredWindows(range.fromUs, lengthUs, baselineWindows, bounds.value[0]?.earliest);
  const baselineFromUs = range.fromUs - windows * lengthUs;
  const counting = buildWindowsQuery(
    question,
    { fromUs: baselineFromUs, lengthUs, count: windows + 1 },
    nowUs,
  );
  if (!counting.ok) return counting;
  const [counted, firstSeen] = await Promise.all([ask(counting.value), ask(buildFirstSeenQuery())]);
  if (!counted.ok) return counted;
  if (!firstSeen.ok) return firstSeen;
  const types = countsOfTypes(counted.value, firstSeen.value, windows)
    .map((counts) => judgeSecretType(counts, range.fromUs))
    .sort(bySurprise)
    .map(({ surprise: _, ...type }) => type);
  return ok({
    range,
    baseline: { fromUs: baselineFromUs, toUs: range.fromUs, windows },
    types,
  });
}

/** Windows from before anything was stored say nothing, and would make a young file call everything unusual. */
function coveredWindows(fromUs: TimeUs, lengthUs: number, wanted: number, earliest: unknown): number {
  if (typeof earliest !== 'number') return 0;
  const reach = (fromUs - earliest) / lengthUs;
  return Math.max(0, Math.min(wanted, Math.floor(reach + 1 - COVERED)));
}

function countsOfTypes(
  counted: readonly PlainRow[],
  firstSeen: readonly PlainRow[],
  windows: number,
): TypeCounts[] {
  const firstSeenUs = new Map(firstSeen.map((row) => [String(row.secret_type), Number(row.first_seen)]));
  const byType = new Map<string, { count: number; distinctSecrets: number; baseline: number[] }>();
  for (const row of counted) {
    const secretType = String(row.secret_type);
    const counts = byType.get(secretType) ?? {
      count: 0,
      distinctSecrets: 0,
      baseline: Array<number>(windows).fill(0),
    };
    byType.set(secretType, counts);
    const number = Number(row.window_number);
    if (number < windows) counts.baseline[number] = Number(row.count);
    else {
      counts.count = Number(row.count);
      counts.distinctSecrets = Number(row.distinct_secrets);
    }
  }
  return [...byType].map(([secretType, counts]) => ({
    secretType,
    ...counts,
    firstSeenUs: firstSeenUs.get(secretType) ?? 0,
  }));
}

function emptyRange(): AppError {
  return appError('invalid-input', 'The chosen range ends before it begins.', 'Choose a longer range.');
}
