import type { AppError } from '../../shared/app-error.ts';
import type { Question } from '../../shared/question.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { SqlQuery } from '../database/readers.ts';
import { questionCondition } from './build-where.ts';
import {
  EVENTS,
  type GroupSource,
  groupTextSql,
  mayBeSeveral,
  severalTextsSql,
  valueSql,
} from './column-sql.ts';
import { SqlValues } from './sql-values.ts';

export interface FacetToCount {
  readonly column: string;
  readonly source: GroupSource;
  readonly search: string;
  readonly limit: number;
}

/**
 * One statement for all facets that look at the same events: a scan of the table costs more than the counting. Answers
 * with rows of `facet` (its place in the list), `value` (null: events without one), `count` and `distinct_values`, and
 * `newest`, the time of the value's newest event, where it is asked for. A facet whose events may have several values
 * stands alone; each event then counts once for each of its values.
 */
export function buildFacetQuery(
  question: Question,
  facets: readonly FacetToCount[],
  nowUs: TimeUs,
  withNewest = false,
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const [first] = facets;
  const several =
    first && facets.length === 1 && mayBeSeveral(first.source) ? severalTextsSql(first.source, values) : null;
  const selected = several
    ? `${several} AS texts`
    : facets.map(({ source }, index) => `${valueSql(source, values)} AS f${index}`).join(', ');
  const time = withNewest ? ', "time"' : '';
  const shown = withNewest ? ', newest' : '';
  const newest = withNewest ? ', epoch_us(max("time")) AS newest' : '';
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  const limits = facets.map(({ limit }, index) => `WHEN ${index} THEN ${values.number(limit)}`);
  return ok({
    text: [
      `WITH found AS (SELECT ${selected}${time} FROM ${EVENTS} WHERE ${condition.value})`,
      `, counted AS (${several ? countSeveralSql(time, newest) : countSql(facets, newest)})`,
      `, ranked AS (SELECT *, row_number() OVER (PARTITION BY facet, value IS NULL ORDER BY count DESC, value) AS place`,
      `, count(value) OVER (PARTITION BY facet) AS distinct_values FROM counted`,
      ` WHERE value IS NULL OR ${searchCondition(facets, values)})`,
      ` SELECT facet, value, count, distinct_values${shown} FROM ranked`,
      ` WHERE value IS NULL OR place <= CASE facet ${limits.join(' ')} END`,
      ` ORDER BY facet, value IS NULL, count DESC, value`,
    ].join(''),
    values: values.all(),
  });
}

function countSeveralSql(time: string, newest: string): string {
  return `SELECT 0 AS facet, value, count(*) AS count${newest} FROM (
    SELECT unnest(CASE WHEN len(texts) > 0 THEN texts ELSE [NULL] END) AS value${time} FROM found
  ) GROUP BY value`;
}

/** Values become text only when they are counted, so that a million numbers are not written out before. */
function countSql(facets: readonly FacetToCount[], newest: string): string {
  const places = facets.map((_, index) => `WHEN grouping(f${index}) = 0 THEN ${index}`);
  const texts = facets.map(
    ({ source }, index) => `WHEN grouping(f${index}) = 0 THEN ${groupTextSql(source, `f${index}`)}`,
  );
  const sets = facets.map((_, index) => `(f${index})`);
  return [
    `SELECT CASE ${places.join(' ')} END AS facet, CASE ${texts.join(' ')} END AS value, count(*) AS count${newest}`,
    ` FROM found GROUP BY GROUPING SETS (${sets.join(', ')})`,
  ].join('');
}

function searchCondition(facets: readonly FacetToCount[], values: SqlValues): string {
  const searched = facets.flatMap(({ search }, index) =>
    search === '' ? [] : [`WHEN ${index} THEN contains(lower(value), lower(${values.text(search)}))`],
  );
  return searched.length === 0 ? 'TRUE' : `CASE facet ${searched.join(' ')} ELSE TRUE END`;
}
