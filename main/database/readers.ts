import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';

/** A value that may be bound to a statement. Times are bound as microseconds with `make_timestamp($n)`. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array;

/** SQL text with `$1`, `$2` … and the values for them. The text never holds a value. */
export interface SqlQuery {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** A row as plain data: TIMESTAMP as a number of UTC microseconds, integers as numbers, UUID as text, JSON as text. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** Asks. Cannot write: connections of this pool are used for SELECT only. */
export interface Readers {
  /**
   * Runs one statement on a connection of its own. Aborting the signal interrupts it at once; the answer is then the
   * error `cancelled`. Rows are plain data (see `row-values.ts`).
   */
  all(query: SqlQuery, signal?: AbortSignal): Promise<Result<readonly PlainRow[], AppError>>;
  /** The same in pieces of a few thousand rows, in constant memory. Ends with an error value as the last piece if one occurs. */
  stream(query: SqlQuery, signal?: AbortSignal): AsyncIterable<Result<readonly PlainRow[], AppError>>;
}
