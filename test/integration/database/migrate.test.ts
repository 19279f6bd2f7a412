import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventColumns } from '../../../main/database/event-columns.ts';
import { migrate, newestSchemaVersion, readFileContent } from '../../../main/database/migrate.ts';
import { allMigrations } from '../../../main/database/migrations/all-migrations.ts';
import { readPlainRows } from '../../../main/database/row-values.ts';
import type { Field } from '../../../shared/query/field.ts';
import { fields } from '../../../shared/query/fields.ts';
import { aPageToStore } from '../../helpers/event-builders.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeEach(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterEach(() => {
  connection.disconnectSync();
  instance.closeSync();
});

const columnsOf = async (table: string) =>
  (
    await readPlainRows(
      connection,
      'SELECT column_name FROM duckdb_columns() WHERE table_name = $1 ORDER BY column_index',
      [table],
    )
  ).map((row) => row.column_name);

describe('migrations', () => {
  it('are numbered from one without a gap', () => {
    expect(allMigrations.map((migration) => migration.version)).toEqual(
      allMigrations.map((_, index) => index + 1),
    );
  });

  it('make a workspace of the newest version, and doing them again changes nothing', async () => {
    const id = await migrate(connection, testNowUs);
    expect(await readFileContent(connection)).toEqual({
      kind: 'workspace',
      schemaVersion: newestSchemaVersion,
    });
    expect(await migrate(connection, testNowUs + 1)).toBe(id);
    expect(await readPlainRows(connection, 'SELECT * FROM schema_migrations')).toEqual(
      allMigrations.map(({ version, name }) => ({ version, name, applied_at: testNowUs })),
    );
  });

  it('leave the file at the version before, when one fails', async () => {
    await migrate(connection, testNowUs);
    const failing = {
      version: newestSchemaVersion + 1,
      name: 'fails',
      sql: 'CREATE TABLE half (i INTEGER); SELECT no_such_function();',
    };
    await expect(migrate(connection, testNowUs, [...allMigrations, failing])).rejects.toThrow();
    expect(await readFileContent(connection)).toEqual({
      kind: 'workspace',
      schemaVersion: newestSchemaVersion,
    });
    expect(await columnsOf('half')).toEqual([]);
  });

  it('have the columns of events in the order in which pages are appended', async () => {
    await migrate(connection, testNowUs);
    expect(eventColumns(aPageToStore()).map((column) => column.name)).toEqual(await columnsOf('events'));
  });

  it('have a column for every field that can be asked for', async () => {
    await migrate(connection, testNowUs);
    const kept = (fields as readonly Field[])
      .filter((field) => !field.isComputed)
      .map(({ column }) => column);
    expect(await columnsOf('events')).toEqual(expect.arrayContaining(kept));
  });
});
