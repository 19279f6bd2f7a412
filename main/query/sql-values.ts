import type { SqlValue } from '../database/readers.ts';

/** Collects a statement's values. What stands in the text for each is `$1`, `$2` … in the order of binding. */
export class SqlValues {
  readonly #values: SqlValue[] = [];

  /** A placeholder with the type it is read as: a constant of another type would stop DuckDB from skipping row groups. */
  bind(value: SqlValue, type: 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'UHUGEINT' | 'UUID'): string {
    this.#values.push(value);
    return `$${this.#values.length}::${type}`;
  }

  text(value: string): string {
    return this.bind(value.toWellFormed(), 'VARCHAR');
  }

  /**
   * A path into JSON. Without a type, so that DuckDB plans the statement with the value at hand: only that tells it that
   * a path with `[*]` gives a list.
   */
  path(value: string): string {
    this.#values.push(value);
    return `$${this.#values.length}`;
  }

  /** A number of any size; whole ones keep to whole numbers. */
  number(value: number): string {
    return this.bind(value, Number.isSafeInteger(value) ? 'BIGINT' : 'DOUBLE');
  }

  time(timeUs: number): string {
    return `make_timestamp(${this.bind(Math.round(timeUs), 'BIGINT')})`;
  }

  all(): readonly SqlValue[] {
    return this.#values;
  }
}

/** The one place that makes an identifier of a name. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
