import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { migrate } from '../../../main/database/migrate.ts';
import type { Migration } from '../../../main/database/migrations/migration.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';

/** Writes a workspace as the app left it that knew only these migrations, with the rows that `insert` puts in. */
export async function writeOlderWorkspace(
  folder: string,
  migrations: readonly Migration[],
  insert: string,
): Promise<void> {
  await mkdir(folder);
  const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'));
  const connection = await instance.connect();
  await migrate(connection, testNowUs, migrations);
  await connection.run(insert);
  connection.disconnectSync();
  instance.closeSync();
}
