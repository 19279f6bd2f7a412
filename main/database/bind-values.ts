import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBType,
  type DuckDBValue,
  SQLNULL,
  UHUGEINT,
  VARCHAR,
} from '@duckdb/node-api';
import type { SqlValue } from './readers.ts';

const MAX_BIGINT = 2n ** 63n - 1n;

export interface BoundValues {
  readonly values: DuckDBValue[];
  readonly types: DuckDBType[];
}

/**
 * Whole numbers are bound as BIGINT: the API would take a number for DOUBLE and a bigint for HUGEINT, which no
 * `make_timestamp($1)` or `LIMIT $1` accepts. Greater ones (addresses) are bound as UHUGEINT.
 */
export function bindValues(values: readonly SqlValue[]): BoundValues {
  const bound = values.map(bindValue);
  return { values: bound.map(([value]) => value), types: bound.map(([, type]) => type) };
}

/** Runs one statement with `$1`, `$2` … bound; throws what DuckDB throws. */
export function runBound(
  connection: DuckDBConnection,
  text: string,
  parameters: readonly SqlValue[],
): Promise<DuckDBMaterializedResult> {
  const { values, types } = bindValues(parameters);
  return connection.run(text, values, types);
}

function bindValue(value: SqlValue): [DuckDBValue, DuckDBType] {
  if (value === null) return [null, SQLNULL];
  if (value instanceof Uint8Array) return [blobValue(value), BLOB];
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) ? [BigInt(value), BIGINT] : [value, DOUBLE];
    case 'bigint':
      return [value, value > MAX_BIGINT ? UHUGEINT : BIGINT];
    case 'boolean':
      return [value, BOOLEAN];
    case 'string':
      // Half a surrogate pair is no UTF-8, which DuckDB would refuse to take.
      return [value.toWellFormed(), VARCHAR];
  }
}
