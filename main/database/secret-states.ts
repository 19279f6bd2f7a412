import type { DuckDBConnection } from '@duckdb/node-api';
import { appError } from '../../shared/app-error.ts';
import type { SettableSecretState } from '../../shared/secret-inventory.ts';
import { runBound } from './bind-values.ts';
import { jsonText } from './event-columns.ts';
import { Refusal } from './write-queue.ts';

export interface SecretStateToSet {
  readonly fingerprints: readonly string[];
  readonly state: SettableSecretState;
  readonly note: string | null;
  readonly atUs: number;
}

/**
 * When each secret got the state that it has, from rows of `secret_states` in `FROM`. A note on a state that it has
 * already is a row as well, and no change.
 */
export function lastChangesSql(rows: string): string {
  return `
    SELECT fingerprint, max("at") AS changed_at FROM (
      SELECT fingerprint, "at", state,
        coalesce(lag(state) OVER (PARTITION BY fingerprint ORDER BY "at"), 'new') AS before
      FROM ${rows}
    ) WHERE state <> before GROUP BY fingerprint`;
}

/** The fingerprints of the first parameter, with commas between them. */
export const LISTED = "SELECT unnest(string_split($1, ','))";

/** All of them or none, inside the transaction that the caller has begun. What is done is in the audit log with it. */
export async function setSecretState(connection: DuckDBConnection, change: SecretStateToSet): Promise<void> {
  const fingerprints = [...new Set(change.fingerprints)];
  const listed = fingerprints.join(',');
  const { rowsChanged } = await runBound(
    connection,
    `UPDATE secrets SET state = $2 WHERE fingerprint IN (${LISTED})`,
    [listed, change.state],
  );
  if (rowsChanged !== fingerprints.length) throw new Refusal(noSuchSecret());
  // Never before what is written of it already: a clock that was set back must not turn the history round.
  await runBound(
    connection,
    `INSERT INTO secret_states
     SELECT fingerprint, greatest(make_timestamp($2), coalesce(last + INTERVAL 1 MICROSECOND, make_timestamp($2))), $3, $4, 'analyst'
     FROM (${LISTED} AS fingerprint) LEFT JOIN (
       SELECT fingerprint, max("at") AS last FROM secret_states WHERE fingerprint IN (${LISTED}) GROUP BY fingerprint
     ) USING (fingerprint)`,
    [listed, change.atUs, change.state, change.note],
  );
  const detail = { state: change.state, note: change.note, fingerprints };
  await runBound(
    connection,
    "INSERT INTO audit_log VALUES (make_timestamp($1), 'secret.state-changed', $2)",
    [change.atUs, jsonText(detail)],
  );
}

function noSuchSecret() {
  return appError(
    'not-found',
    'One of these secrets is not in the workspace. Nothing was changed.',
    'Look at the list again.',
  );
}
