import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { SqlQuery } from '../database/readers.ts';
import { unknownColumn } from './build-page-query.ts';
import { EVENTS, findGroupColumn, valueSql } from './column-sql.ts';
import { SqlValues } from './sql-values.ts';

/**
 * Which of the columns have a value in any event: one row with a truth value for each, `c0`, `c1` … Counting looks only
 * at which values are missing, never at the values, so it costs next to nothing however many there are.
 */
export function buildPresentQuery(columns: readonly string[]): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const selected: string[] = [];
  for (const [index, column] of columns.entries()) {
    const source = findGroupColumn(column);
    if (!source) return failed(unknownColumn(column));
    selected.push(`count(${valueSql(source, values)}) > 0 AS c${index}`);
  }
  if (selected.length === 0) selected.push('TRUE AS nothing');
  return ok({ text: `SELECT ${selected.join(', ')} FROM ${EVENTS}`, values: values.all() });
}
