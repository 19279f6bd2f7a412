import { type AppError, appError } from '../../shared/app-error.ts';
import { nearestFieldNames } from '../../shared/query/read-operand.ts';
import type { Question, Sort } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { SqlQuery } from '../database/readers.ts';
import { questionCondition } from './build-where.ts';
import { type ColumnSource, EVENTS, findColumn, valueSql } from './column-sql.ts';
import { ADDRESS_NUMBER_COLUMN } from './filter-operators.ts';
import { quoteIdentifier, SqlValues } from './sql-values.ts';

/**
 * Every row of the answer, in order, each column under the name it was asked by, and always `event_id`. Columns may be
 * columns of `events`, `ocsf`, `raw`, or any name that queries know. Times are TIMESTAMP, JSON is text.
 */
export function buildRowsQuery(
  question: Question,
  sort: Sort,
  columns: readonly string[],
  nowUs: TimeUs,
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const selected = selectList(columns, values);
  if (!selected.ok) return selected;
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  const order = orderBy(sort, values);
  if (!order.ok) return order;
  return ok({
    text: `SELECT ${selected.value} FROM ${EVENTS} WHERE ${condition.value} ORDER BY ${order.value}`,
    values: values.all(),
  });
}

/**
 * Every row of the answer, in order, as one text each: the column `line`. `lineSql` is an expression over the columns by
 * the names they were asked by; it is trusted SQL. The text is made before the rows are put in order, so that the sort
 * carries one column and not all of them.
 */
export function buildLinesQuery(
  question: Question,
  sort: Sort,
  columns: readonly string[],
  nowUs: TimeUs,
  lineSql: string,
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const selected = selectList(columns, values);
  if (!selected.ok) return selected;
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  const terms = orderTerms(sort, values);
  if (!terms.ok) return terms;
  const keys = terms.value.map(({ sql }, index) => `${sql} AS sort_key_${index}`);
  const order = terms.value.map(({ direction }, index) => `sort_key_${index} ${direction}`);
  const found = `SELECT ${[selected.value, ...keys].join(', ')} FROM ${EVENTS} WHERE ${condition.value}`;
  const keyNames = terms.value.map((_, index) => `sort_key_${index}`);
  const lines = `SELECT ${lineSql} AS line, ${keyNames.join(', ')} FROM (${found}) AS exported`;
  return ok({
    text: `SELECT line FROM (${lines}) AS lines ORDER BY ${order.join(', ')}`,
    values: values.all(),
  });
}

/**
 * Some rows of the answer, from `offset` on. The order is found with the columns that it needs and the rest is fetched
 * by row id, so that a jump to the middle of a million events costs no more than sorting their times.
 */
export function buildPageQuery(
  question: Question,
  sort: Sort,
  columns: readonly string[],
  rows: { readonly offset: number; readonly limit: number },
  nowUs: TimeUs,
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const selected = selectList(columns, values);
  if (!selected.ok) return selected;
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  const order = orderBy(sort, values);
  if (!order.ok) return order;
  const limit = values.number(rows.limit);
  const offset = values.number(rows.offset);
  const found = `SELECT e.rowid FROM ${EVENTS} WHERE ${condition.value} ORDER BY ${order.value} LIMIT ${limit} OFFSET ${offset}`;
  return ok({
    text: `SELECT ${selected.value} FROM ${EVENTS} WHERE e.rowid IN (${found}) ORDER BY ${order.value}`,
    values: values.all(),
  });
}

export function buildCountQuery(question: Question, nowUs: TimeUs): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  return ok({
    text: `SELECT count(*) AS count FROM ${EVENTS} WHERE ${condition.value}`,
    values: values.all(),
  });
}

function selectList(columns: readonly string[], values: SqlValues): Result<string, AppError> {
  const selected: string[] = [];
  for (const name of new Set(['event_id', ...columns])) {
    const source = findColumn(name);
    if (!source) return failed(unknownColumn(name));
    selected.push(`${valueSql(source, values)} AS ${quoteIdentifier(name)}`);
  }
  return ok(selected.join(', '));
}

function orderBy(sort: Sort, values: SqlValues): Result<string, AppError> {
  const terms = orderTerms(sort, values);
  return terms.ok ? ok(terms.value.map(({ sql, direction }) => `${sql} ${direction}`).join(', ')) : terms;
}

interface OrderTerm {
  readonly sql: string;
  readonly direction: string;
}

/** Missing values come last in either direction; the id decides between equal ones, so that pages fit together. */
function orderTerms(sort: Sort, values: SqlValues): Result<readonly OrderTerm[], AppError> {
  const terms: OrderTerm[] = [];
  for (const { column, direction } of sort) {
    const source = findColumn(column);
    if (!source || source.kind === 'document') return failed(unknownColumn(column));
    terms.push({
      sql: sortSql(source, values),
      direction: `${direction === 'asc' ? 'ASC' : 'DESC'} NULLS LAST`,
    });
  }
  return ok([...terms, { sql: 'e."event_id"', direction: 'ASC' }]);
}

/** Addresses in the order of their numbers: 10.0.0.9 before 10.0.0.10. */
function sortSql(source: ColumnSource, values: SqlValues): string {
  const isAddress = source.kind === 'column' && source.field.type === 'address';
  return isAddress ? `e.${quoteIdentifier(ADDRESS_NUMBER_COLUMN)}` : valueSql(source, values);
}

export function unknownColumn(name: string): AppError {
  const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  const [nearest] = nearestFieldNames(name);
  return appError(
    'invalid-input',
    `There is no column “${shown}”.`,
    nearest ? `Did you mean “${nearest}”?` : 'Choose a column of the list.',
  );
}
