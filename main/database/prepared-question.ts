import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { bindValues } from './bind-values.ts';
import type { SqlQuery } from './readers.ts';
import { cancelledError, storageError } from './storage-error.ts';

/** Ready to run. Throws on anything but one SELECT, which only a bug can ask for. The caller destroys it. */
export async function prepareQuestion(
  connection: DuckDBConnection,
  query: SqlQuery,
): Promise<DuckDBPreparedStatement> {
  const statement = await connection.prepare(query.text);
  try {
    if (statement.statementType !== StatementType.SELECT) throw new Error('Readers run SELECT only.');
    const { values, types } = bindValues(query.values);
    statement.bind(values, types);
    return statement;
  } catch (problem) {
    statement.destroySync();
    throw problem;
  }
}

/** An interrupted question fails in many ways, by where it was; after an abort all of them mean `cancelled`. */
export function questionError(problem: unknown, signal: AbortSignal): AppError {
  return signal.aborted ? cancelledError() : storageError(problem, 'answer a question');
}
