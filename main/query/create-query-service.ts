import type { SecretTypeFrequency } from '../../shared/answer.ts';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { EventRow } from '../../shared/event-record.ts';
import type { QueryNode } from '../../shared/query/query-node.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PlainRow, Readers, SqlQuery } from '../database/readers.ts';
import { buildFiguresQuery } from './build-figures-query.ts';
import { buildCountQuery, buildPageQuery, unknownColumn } from './build-page-query.ts';
import { buildPresentQuery } from './build-present-query.ts';
import { buildFrequencyQuery } from './build-secret-queries.ts';
import { findGroupColumn } from './column-sql.ts';
import type { QueryService } from './query-service.ts';
import { readDetail } from './read-detail.ts';
import { readFacets } from './read-facets.ts';
import { readHistogram } from './read-histogram.ts';
import { readUnusual } from './read-unusual.ts';

type Rows = Result<readonly PlainRow[], AppError>;

/** Answers questions over the stored events. The clock says what `now` is in a query; the answers carry the time they took. */
export function createQueryService({
  readers,
  clock,
}: {
  readers: Pick<Readers, 'all'>;
  clock: { nowUs(): number };
}): QueryService {
  const asking = (signal: AbortSignal | undefined) => (query: SqlQuery) => readers.all(query, signal);
  const askBuilt = async (query: Result<SqlQuery, AppError>, signal?: AbortSignal): Promise<Rows> =>
    query.ok ? readers.all(query.value, signal) : query;

  return {
    async page({ question, sort, columns, offset, limit }, signal) {
      const stopwatch = startStopwatch();
      const query = buildPageQuery(question, sort, columns, { offset, limit }, clock.nowUs());
      const rows = explained(await askBuilt(query, signal), question.tree);
      // The database hands out plain values for the columns that were asked for; checking each again costs more than reading.
      return timed(
        mapped(rows, (found) => ({ rows: found as EventRow[], offset })),
        stopwatch,
      );
    },

    async count({ question }, signal) {
      const stopwatch = startStopwatch();
      const rows = explained(await askBuilt(buildCountQuery(question, clock.nowUs()), signal), question.tree);
      return timed(
        mapped(rows, ([row]) => ({ count: Number(row?.count ?? 0) })),
        stopwatch,
      );
    },

    async histogram(input, signal) {
      const stopwatch = startStopwatch();
      const splitBy = input.splitBy === null ? null : findGroupColumn(input.splitBy);
      if (input.splitBy !== null && !splitBy) return failed(unknownColumn(input.splitBy));
      const bars = await readHistogram({ ...input, splitBy }, asking(signal), clock.nowUs());
      return timed(explained(bars, input.question.tree), stopwatch);
    },

    async facets({ question, facets, withNewest }, signal) {
      const ask = asking(signal);
      const read = await readFacets(
        question,
        facets,
        ask,
        clock.nowUs(),
        () => performance.now(),
        withNewest,
      );
      return read.ok ? ok({ facets: read.value }) : read;
    },

    async figures({ question, figures }, signal) {
      const stopwatch = startStopwatch();
      const query = buildFiguresQuery(question, figures, clock.nowUs());
      const trees = [question.tree, ...figures.flatMap(({ where }) => where ?? [])];
      const rows = explained(await askBuilt(query, signal), { kind: 'and', children: trees });
      return timed(
        mapped(rows, ([row]) => ({
          figures: figures.map(({ id }, index) => ({ id, value: Number(row?.[`n${index}`] ?? 0) })),
        })),
        stopwatch,
      );
    },

    async columnsPresent({ columns }, signal) {
      const rows = await askBuilt(buildPresentQuery(columns), signal);
      return mapped(rows, ([row]) => ({
        columns: columns.filter((_, index) => row?.[`c${index}`] === true),
      }));
    },

    async detail({ eventId }, signal) {
      return readDetail(eventId, asking(signal));
    },

    async secretFrequency({ question }, signal) {
      const stopwatch = startStopwatch();
      const query = buildFrequencyQuery(question, clock.nowUs());
      const rows = explained(await askBuilt(query, signal), question.tree);
      return timed(mapped(rows, frequencyOf), stopwatch);
    },

    async unusualSecretTypes(input, signal) {
      const stopwatch = startStopwatch();
      const read = await readUnusual(input, asking(signal), clock.nowUs());
      return timed(explained(read, input.question.tree), stopwatch);
    },
  };
}

function frequencyOf(rows: readonly PlainRow[]): Omit<SecretTypeFrequency, 'tookMs'> {
  const types = rows.map((row) => ({
    secretType: String(row.secret_type),
    count: Number(row.count),
    distinctSecrets: Number(row.distinct_secrets),
  }));
  return { types, total: types.reduce((sum, { count }) => sum + count, 0) };
}

/** A stopwatch tells the milliseconds since it was started. */
function startStopwatch(): () => number {
  const startedMs = performance.now();
  return () => performance.now() - startedMs;
}

function timed<Value>(
  result: Result<Value, AppError>,
  stopwatch: () => number,
): Result<Value & { tookMs: number }, AppError> {
  return result.ok ? ok({ ...result.value, tookMs: stopwatch() }) : result;
}

function mapped<Value, Other>(
  result: Result<Value, AppError>,
  map: (value: Value) => Other,
): Result<Other, AppError> {
  return result.ok ? ok(map(result.value)) : result;
}

/** A regular expression can be well written and still too large for the engine, which says so only when it runs. */
function explained<Value>(result: Result<Value, AppError>, tree: QueryNode): Result<Value, AppError> {
  const isEngineRefusal = !result.ok && result.error.detail?.startsWith('Invalid Input Error');
  if (!isEngineRefusal || !hasRegex(tree)) return result;
  return failed(
    appError(
      'query-syntax',
      'The regular expression is too large to be searched with.',
      'Use fewer repetitions.',
    ),
  );
}

function hasRegex(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.children.some(hasRegex);
  if (node.kind === 'not') return hasRegex(node.child);
  return node.kind === 'compare' && node.operator === 'matches';
}
