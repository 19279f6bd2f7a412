import type { Facet } from '../../shared/answer.ts';
import type { AppError } from '../../shared/app-error.ts';
import { withoutOwnFilter } from '../../shared/query/own-filter.ts';
import type { Question } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { PlainRow, SqlQuery } from '../database/readers.ts';
import { buildFacetQuery, type FacetToCount } from './build-facet-query.ts';
import { unknownColumn } from './build-page-query.ts';
import { findGroupColumn, mayBeSeveral } from './column-sql.ts';

type Ask = (query: SqlQuery) => Promise<Result<readonly PlainRow[], AppError>>;

export interface FacetInput {
  readonly column: string;
  readonly search: string;
  readonly limit: number;
}

interface Placed extends FacetToCount {
  readonly place: number;
}

/**
 * Counts every facet over the whole answer, each without the field's own conditions. Facets that look at the same events
 * share a statement; one that fails fails alone. Only a stopped question fails as a whole.
 */
export async function readFacets(
  question: Question,
  facets: readonly FacetInput[],
  ask: Ask,
  nowUs: TimeUs,
  now: () => number,
  withNewest = false,
): Promise<Result<Facet[], AppError>> {
  const startedMs = now();
  const answers: Facet[] = facets.map(({ column }) => ({
    state: 'failed',
    column,
    error: unknownColumn(column),
  }));
  const groups = new Map<string, { question: Question; facets: Placed[] }>();
  for (const [place, facet] of facets.entries()) {
    const source = findGroupColumn(facet.column);
    if (!source) continue;
    const tree = withoutOwnFilter(question.tree, facet.column);
    // What may hold several values in one event is counted in a statement of its own.
    const key = mayBeSeveral(source) ? `${place}` : JSON.stringify(tree);
    const group = groups.get(key) ?? { question: { ...question, tree }, facets: [] };
    group.facets.push({ ...facet, source, place });
    groups.set(key, group);
  }
  let cancelled: AppError | null = null;
  const readGroup = async (asked: Question, group: readonly Placed[]): Promise<void> => {
    const rows = await askGroup(asked, group, ask, nowUs, withNewest);
    if (rows.ok) {
      const tookMs = now() - startedMs;
      for (const [index, facet] of group.entries()) {
        answers[facet.place] = { ...countedFacet(facet, index, rows.value), tookMs };
      }
    } else if (rows.error.kind === 'cancelled') {
      cancelled = rows.error;
    } else if (group.length > 1) {
      await Promise.all(group.map((facet) => readGroup(asked, [facet])));
    } else {
      for (const { place, column } of group) answers[place] = { state: 'failed', column, error: rows.error };
    }
  };
  await Promise.all([...groups.values()].map((group) => readGroup(group.question, group.facets)));
  return cancelled ? failed(cancelled) : ok(answers);
}

async function askGroup(
  question: Question,
  facets: readonly Placed[],
  ask: Ask,
  nowUs: TimeUs,
  withNewest: boolean,
): Promise<Result<readonly PlainRow[], AppError>> {
  const query = buildFacetQuery(question, facets, nowUs, withNewest);
  return query.ok ? ask(query.value) : query;
}

function countedFacet(
  { column }: Placed,
  index: number,
  rows: readonly PlainRow[],
): Omit<Extract<Facet, { state: 'ready' }>, 'tookMs'> {
  const own = rows.filter((row) => Number(row.facet) === index);
  const values = own.filter((row) => row.value !== null);
  return {
    state: 'ready',
    column,
    values: values.map((row) => ({
      value: String(row.value),
      count: Number(row.count),
      ...(row.newest === undefined ? {} : { newestUs: Number(row.newest) }),
    })),
    distinct: Number(own[0]?.distinct_values ?? 0),
    missing: own.filter((row) => row.value === null).reduce((sum, row) => sum + Number(row.count), 0),
  };
}
