import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tryBackups } from '../../../main/database/try-backup.ts';
import { workspacePaths } from '../../../main/database/workspace-folder.ts';
import { aTemporaryFolder, openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';
import { filePath } from './damage.ts';

const SECRETS = 800_000;

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
});
afterEach(() => remove());

async function aWorkspaceOfManySecrets(): Promise<void> {
  await (await openTestWorkspace(folder)).close();
  const instance = await DuckDBInstance.create(filePath(folder), { storage_compatibility_version: 'v1.5.0' });
  const connection = await instance.connect();
  await connection.run(`INSERT INTO secrets (fingerprint, secret_type, length, ciphertext, first_seen, last_seen, state)
    SELECT sha256(i::VARCHAR), 'x', 40, repeat(md5(i::VARCHAR), 3)::BLOB, now()::TIMESTAMP, now()::TIMESTAMP, 'new'
    FROM range(${SECRETS}) t(i)`);
  await connection.run('CHECKPOINT');
  connection.disconnectSync();
  instance.closeSync();
}

it('a workspace with more secrets than its memory holds is read, tried as a backup and restored from one', async () => {
  await aWorkspaceOfManySecrets();
  const paths = workspacePaths(folder);
  await copyFile(paths.file, join(paths.backups, 'events-20261120T100000Z.duckdb'));
  expect(await tryBackups(paths)).toMatchObject([{ restores: true, problem: null, writtenAtUs: testNowUs }]);
  await rename(paths.file, `${paths.file}.gone`);
  const workspace = await openTestWorkspace(folder, { memoryLimitMb: 200 });
  expect(workspace.notices).toMatchObject([{ message: expect.stringMatching(/was put in its place/) }]);
  expect(await workspace.readKeys()).toEqual({ ok: true, value: null });
  const counted = await workspace.readers.all({ text: 'SELECT count(*) AS n FROM secrets', values: [] });
  expect(counted).toMatchObject({ value: [{ n: SECRETS }] });
  await workspace.close();
}, 60_000);
