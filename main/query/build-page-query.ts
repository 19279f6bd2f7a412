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
  const parts = rowsParts(question, sort, columns, nowUs);
  if (!parts.ok) return parts;
  const { values, selected, condition, order } = parts.value;
  return ok({
    text: `SELECT ${selected} FROM ${EVENTS} WHERE ${condition} ORDER BY ${order}`,
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
  const parts = rowsParts(question, sort, columns, nowUs);
  if (!parts.ok) return parts;
  const { values, selected, condition, order } = parts.value;
  const limit = values.number(rows.limit);
  const offset = values.number(rows.offset);
  const found = `SELECT e.rowid FROM ${EVENTS} WHERE ${condition} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`;
  return ok({
    text: `SELECT ${selected} FROM ${EVENTS} WHERE e.rowid IN (${found}) ORDER BY ${order}`,
    values: values.all(),
  });
}

/** Those of the events with these ids that are still there, in order, each column under the name it was asked by. */
export function buildRowsOfQuery(
  eventIds: readonly string[],
  sort: Sort,
  columns: readonly string[],
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const selected = selectList(columns, values);
  if (!selected.ok) return selected;
  const order = orderBy(sort, values);
  if (!order.ok) return order;
  const ids = idList(eventIds, values);
  return ok({
    text: `SELECT ${selected.value} FROM ${EVENTS} WHERE e."event_id" IN (${ids}) ORDER BY ${order.value}`,
    values: values.all(),
  });
}

/** How long the documents of each of these events are together, as `length`: a page of them may be gigabytes. */
export function buildLengthsQuery(eventIds: readonly string[]): SqlQuery {
  const values = new SqlValues();
  const ids = idList(eventIds, values);
  const length = 'strlen(e."raw") + strlen(e."ocsf")';
  return {
    text: `SELECT e."event_id" AS event_id, ${length} AS length FROM ${EVENTS} WHERE e."event_id" IN (${ids})`,
    values: values.all(),
  };
}

function idList(eventIds: readonly string[], values: SqlValues): string {
  return eventIds.map((eventId) => values.bind(eventId, 'UUID')).join(', ');
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

/** What both kinds of rows are made of. */
function rowsParts(
  question: Question,
  sort: Sort,
  columns: readonly string[],
  nowUs: TimeUs,
): Result<{ values: SqlValues; selected: string; condition: string; order: string }, AppError> {
  const values = new SqlValues();
  const selected = selectList(columns, values);
  if (!selected.ok) return selected;
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  const order = orderBy(sort, values);
  if (!order.ok) return order;
  return ok({ values, selected: selected.value, condition: condition.value, order: order.value });
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

/** Missing values come last in either direction; the id decides between equal ones, so that pages fit together. */
function orderBy(sort: Sort, values: SqlValues): Result<string, AppError> {
  const terms: string[] = [];
  for (const { column, direction } of sort) {
    const source = findColumn(column);
    if (!source || source.kind === 'document') return failed(unknownColumn(column));
    const way = `${direction === 'asc' ? 'ASC' : 'DESC'} NULLS LAST`;
    terms.push(...sortSql(source, values).map((sql) => `${sql} ${way}`));
  }
  return ok([...terms, 'e."event_id" ASC'].join(', '));
}

/**
 * Addresses in the order of their numbers: 10.0.0.9 before 10.0.0.10. What lies at a path may be numbers or text, as
 * vendors please: numbers by their size, before text.
 */
function sortSql(source: ColumnSource, values: SqlValues): readonly string[] {
  if (source.kind === 'column') {
    const isAddress = source.field.type === 'address';
    return [isAddress ? `e.${quoteIdentifier(ADDRESS_NUMBER_COLUMN)}` : valueSql(source, values)];
  }
  const text = valueSql(source, values);
  return [`TRY_CAST(${text} AS DOUBLE)`, text];
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
