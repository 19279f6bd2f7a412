import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { runBound } from './bind-values.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { readPlainRows } from './row-values.ts';

/** The schema this version of Keyglass writes. */
export const newestSchemaVersion = allMigrations.at(-1)?.version ?? 0;

/** What a file holds: nothing yet, a workspace of some version, or another program's tables. */
export type FileContent =
  | { readonly kind: 'empty' }
  | { readonly kind: 'workspace'; readonly schemaVersion: number }
  | { readonly kind: 'foreign' };

export async function readFileContent(connection: DuckDBConnection): Promise<FileContent> {
  const tables = await readPlainRows(
    connection,
    'SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()',
  );
  if (tables.length === 0) return { kind: 'empty' };
  const names = new Set(tables.map((row) => row.table_name));
  if (!names.has('schema_migrations')) return { kind: 'foreign' };
  const [row] = await readPlainRows(
    connection,
    'SELECT coalesce(max(version), 0) AS version FROM schema_migrations',
  );
  const schemaVersion = Number(row?.version);
  if (schemaVersion === 0) return { kind: 'empty' };
  return names.has('workspace') ? { kind: 'workspace', schemaVersion } : { kind: 'foreign' };
}

/**
 * Brings the file to the newest schema and answers with the workspace's id. Runs what the file has not seen yet, each migration in a transaction of its own together with its entry, so that a
 * crash leaves a schema of some version and nothing between two.
 */
export async function migrate(
  connection: DuckDBConnection,
  nowUs: number,
  migrations: readonly Migration[] = allMigrations,
): Promise<string> {
  await connection.run(
    'CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)',
  );
  const done = new Set(
    (await readPlainRows(connection, 'SELECT version FROM schema_migrations')).map((row) => row.version),
  );
  const missing = migrations.filter((migration) => !done.has(migration.version));
  for (const migration of missing) await apply(connection, migration, nowUs);
  // DDL that stays in the WAL is replayed at the next opening, which is where DuckDB is least forgiving.
  if (missing.length > 0) await connection.run('CHECKPOINT');
  const [workspace] = await readPlainRows(connection, 'SELECT workspace_id FROM workspace');
  return String(workspace?.workspace_id);
}

async function apply(connection: DuckDBConnection, migration: Migration, nowUs: number): Promise<void> {
  await connection.run('BEGIN');
  try {
    await connection.run(migration.sql);
    await runBound(connection, 'INSERT INTO schema_migrations VALUES ($1, $2, make_timestamp($3))', [
      migration.version,
      migration.name,
      nowUs,
    ]);
    if (migration.version === 1) await nameWorkspace(connection, nowUs);
    await connection.run('COMMIT');
  } catch (problem) {
    await connection.run('ROLLBACK');
    throw problem;
  }
}

async function nameWorkspace(connection: DuckDBConnection, nowUs: number): Promise<void> {
  await runBound(
    connection,
    'INSERT INTO workspace (workspace_id, created_at) VALUES ($1::UUID, make_timestamp($2))',
    [randomUUID(), nowUs],
  );
}
