import { runBound } from './bind-values.ts';
import type { SqlValue } from './readers.ts';

export type Connection = Parameters<typeof runBound>[0];

/** A statement with the values that are bound to it. */
export type Statement = readonly [text: string, values: readonly SqlValue[]];

/** One after the other. */
export async function runAll(connection: Connection, statements: readonly Statement[]): Promise<void> {
  for (const [text, parameters] of statements) {
    await runBound(connection, text, parameters);
  }
}
