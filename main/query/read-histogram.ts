import type { Histogram } from '../../shared/answer.ts';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { Question } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TimeSpan, TimeUs } from '../../shared/time-range.ts';
import type { PlainRow, SqlQuery } from '../database/readers.ts';
import { buildBoundsQuery, buildHistogramQuery } from './build-histogram-query.ts';
import type { GroupSource } from './column-sql.ts';
import { barStart, chooseInterval } from './histogram-interval.ts';

type Ask = (query: SqlQuery) => Promise<Result<readonly PlainRow[], AppError>>;
type Bars = Omit<Histogram, 'tookMs'>;

export interface HistogramToRead {
  readonly question: Question;
  readonly buckets: number;
  readonly intervalUs: number | null;
  readonly splitBy: GroupSource | null;
  readonly maxParts: number;
}

interface Cell {
  readonly startUs: TimeUs;
  readonly part: string | null;
  readonly count: number;
  readonly earliestUs: TimeUs;
  readonly latestUs: TimeUs;
}

const MAX_BARS = 5_000;
/** Fewer than this part of the bars that were asked for are worth a second, finer count. */
const TOO_FEW = 4;

/**
 * Counts by time. An open end is where the answer ends: the stored events' own bounds tell at first how wide the bars
 * may have to be, and only where the answer turns out to be much narrower is it counted a second time, finer.
 */
export async function readHistogram(
  input: HistogramToRead,
  ask: Ask,
  nowUs: TimeUs,
): Promise<Result<Bars, AppError>> {
  const { span } = input.question;
  const widest = await widestSpan(span, ask);
  if (!widest.ok) return widest;
  if (widest.value === null) return ok(withoutBars(input, span, nowUs));
  const first = await count(input, widest.value, ask, nowUs);
  if (!first.ok) return first;
  const found = foundSpan(span, first.value.cells);
  if (found === null) return ok(withoutBars(input, span, nowUs));
  const isFineEnough =
    input.intervalUs !== null ||
    (found.toUs - found.fromUs) / first.value.intervalUs >= input.buckets / TOO_FEW ||
    chooseInterval(found.fromUs, found.toUs, input.buckets) === first.value.intervalUs;
  if (isFineEnough) return layOut(input, first.value, found);
  const second = await count(input, found, ask, nowUs);
  return second.ok ? layOut(input, second.value, found) : second;
}

interface ClosedSpan {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

interface Counted {
  readonly intervalUs: number;
  readonly cells: readonly Cell[];
}

async function widestSpan(span: TimeSpan, ask: Ask): Promise<Result<ClosedSpan | null, AppError>> {
  if (span.fromUs !== null && span.toUs !== null) return ok(closed(span.fromUs, span.toUs));
  const bounds = await ask(buildBoundsQuery());
  if (!bounds.ok) return bounds;
  const { earliest, latest } = bounds.value[0] ?? {};
  if (typeof earliest !== 'number' || typeof latest !== 'number') return ok(null);
  return ok(closed(span.fromUs ?? earliest, span.toUs ?? latest + 1));
}

function foundSpan(span: TimeSpan, cells: readonly Cell[]): ClosedSpan | null {
  if (span.fromUs !== null && span.toUs !== null) return closed(span.fromUs, span.toUs);
  if (cells.length === 0) return null;
  const earliest = cells.reduce((least, cell) => Math.min(least, cell.earliestUs), Number.POSITIVE_INFINITY);
  const latest = cells.reduce((most, cell) => Math.max(most, cell.latestUs), Number.NEGATIVE_INFINITY);
  return closed(span.fromUs ?? earliest, span.toUs ?? latest + 1);
}

function closed(fromUs: TimeUs, toUs: TimeUs): ClosedSpan | null {
  return fromUs < toUs ? { fromUs, toUs } : null;
}

async function count(
  { question, buckets, intervalUs: wanted, splitBy, maxParts }: HistogramToRead,
  within: ClosedSpan,
  ask: Ask,
  nowUs: TimeUs,
): Promise<Result<Counted, AppError>> {
  const intervalUs = wanted ?? chooseInterval(within.fromUs, within.toUs, buckets);
  const originUs = barStart(within.fromUs, intervalUs);
  if ((within.toUs - originUs) / intervalUs > MAX_BARS && wanted !== null) return failed(tooManyBars());
  const query = buildHistogramQuery(
    { ...question, span: within },
    { originUs, intervalUs, splitBy, maxParts },
    nowUs,
  );
  if (!query.ok) return query;
  const rows = await ask(query.value);
  if (!rows.ok) return rows;
  const cells = rows.value.map((row) => ({
    startUs: originUs + Number(row.bar) * intervalUs,
    part: typeof row.part === 'string' ? row.part : null,
    count: Number(row.count),
    earliestUs: Number(row.earliest),
    latestUs: Number(row.latest),
  }));
  return ok({ intervalUs, cells });
}

function layOut(input: HistogramToRead, counted: Counted, span: ClosedSpan): Result<Bars, AppError> {
  const { intervalUs, cells } = counted;
  const fromUs = barStart(span.fromUs, intervalUs);
  const bars = Math.ceil((span.toUs - fromUs) / intervalUs);
  if (bars > MAX_BARS) return failed(tooManyBars());
  const parts = input.splitBy ? partsOf(cells) : [];
  const placeOfPart = new Map(parts.map((part, place) => [part, place]));
  const buckets = Array.from({ length: bars }, (_, index) => ({
    startUs: fromUs + index * intervalUs,
    count: 0,
    parts: parts.map(() => 0),
  }));
  let total = 0;
  for (const cell of cells) {
    const bucket = buckets[Math.round((cell.startUs - fromUs) / intervalUs)];
    if (!bucket) continue;
    total += cell.count;
    bucket.count += cell.count;
    const place = placeOfPart.get(cell.part);
    if (place !== undefined) bucket.parts[place] = (bucket.parts[place] ?? 0) + cell.count;
  }
  return ok({ intervalUs, fromUs, toUs: fromUs + bars * intervalUs, total, parts, buckets });
}

/** Most frequent first, the rest (null) last. */
function partsOf(cells: readonly Cell[]): (string | null)[] {
  const totals = new Map<string | null, number>();
  for (const { part, count: n } of cells) totals.set(part, (totals.get(part) ?? 0) + n);
  return [...totals]
    .sort(([a, countA], [b, countB]) => {
      if (a === null || b === null) return a === null ? 1 : -1;
      return countB - countA || (a < b ? -1 : 1);
    })
    .map(([part]) => part);
}

function withoutBars(input: HistogramToRead, span: TimeSpan, nowUs: TimeUs): Bars {
  const atUs = span.fromUs ?? span.toUs ?? nowUs;
  const intervalUs = input.intervalUs ?? chooseInterval(atUs, atUs, input.buckets);
  return { intervalUs, fromUs: atUs, toUs: atUs, total: 0, parts: [], buckets: [] };
}

function tooManyBars(): AppError {
  return appError(
    'invalid-input',
    `That interval would make more than ${MAX_BARS} bars.`,
    'Choose a wider interval or a shorter time range.',
  );
}
