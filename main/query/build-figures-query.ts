import type { AppError } from '../../shared/app-error.ts';
import type { Figure, Question } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { SqlQuery } from '../database/readers.ts';
import { unknownColumn } from './build-page-query.ts';
import { questionCondition, treeCondition } from './build-where.ts';
import { EVENTS, findGroupColumn, mayBeSeveral, severalTextsSql, valueSql } from './column-sql.ts';
import { SqlValues } from './sql-values.ts';

/** One row with a number for each figure, `n0`, `n1` …, all of them from one look at the events. */
export function buildFiguresQuery(
  question: Question,
  figures: readonly Figure[],
  nowUs: TimeUs,
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const found: string[] = [];
  const numbers: string[] = [];
  for (const [index, figure] of figures.entries()) {
    const filter = figure.where ? ` FILTER (WHERE w${index})` : '';
    if (figure.where) {
      const condition = treeCondition(figure.where, nowUs, values);
      if (!condition.ok) return condition;
      found.push(`(${condition.value}) AS w${index}`);
    }
    const counted = countedSql(figure, index, filter, values);
    if (!counted.ok) return counted;
    numbers.push(`${counted.value.number} AS n${index}`);
    if (counted.value.value !== null) found.push(`${counted.value.value} AS v${index}`);
  }
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  if (found.length === 0) found.push('TRUE AS found');
  return ok({
    text: [
      `WITH found AS (SELECT ${found.join(', ')} FROM ${EVENTS} WHERE ${condition.value})`,
      ` SELECT ${numbers.join(', ')} FROM found`,
    ].join(''),
    values: values.all(),
  });
}

/** What is counted of each event, if anything, and how. */
function countedSql(
  { distinctOf }: Figure,
  index: number,
  filter: string,
  values: SqlValues,
): Result<{ value: string | null; number: string }, AppError> {
  if (distinctOf === null) return ok({ value: null, number: `count(*)${filter}` });
  const source = findGroupColumn(distinctOf);
  if (!source) return failed(unknownColumn(distinctOf));
  return mayBeSeveral(source)
    ? ok({
        value: severalTextsSql(source, values),
        number: `coalesce(list_unique(flatten(list(v${index})${filter})), 0)`,
      })
    : ok({ value: valueSql(source, values), number: `count(DISTINCT v${index})${filter}` });
}
