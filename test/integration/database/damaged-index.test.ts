import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { damageNoted, noteDamage } from '../../../main/database/file-notes.ts';
import { readEveryKey } from '../../../main/database/read-every-key.ts';
import { readPlainRows } from '../../../main/database/row-values.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { workspacePaths } from '../../../main/database/workspace-folder.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aSecretToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testClock } from '../../helpers/temporary-workspace.ts';
import { filePath, flipByte } from './damage.ts';

/** More than those whose index is read at opening. */
const SECRETS = 101_000;

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
});
afterEach(() => remove());

/** Every block of the index of `secrets` has a flipped byte; every column, and every other index, is sound. What is done meanwhile is done to the sound file. */
async function withDamagedIndex(meanwhile?: () => Promise<void>): Promise<void> {
  const workspace = await openTestWorkspace(folder);
  await commitEvents(workspace, [anEventToStore({ secretFingerprint: null })]);
  await workspace.close();
  const blocks = await onFile(async (connection) => {
    await connection.run(`INSERT INTO secrets (fingerprint, secret_type, length, ciphertext, first_seen, last_seen, state)
      SELECT sha256(i::VARCHAR), 'x', 40, 'c'::BLOB, now()::TIMESTAMP, now()::TIMESTAMP, 'new' FROM range(${SECRETS}) t(i)`);
    await connection.run('CHECKPOINT');
    return indexBlocks(connection);
  });
  const places = new Set(blocks.map((block) => 3 * 4_096 + block * 262_144));
  const flip = (place: number) => flipByte(filePath(folder), place + 1_000);
  const flipAll = async (some: Iterable<number>) => {
    for (const place of some) await flip(place);
  };
  await flipAll(places);
  for (let met = await placesMet(); met.length > 0; met = await placesMet()) {
    await flipAll(met);
    for (const place of met) places.delete(place);
  }
  expect(places.size).toBeGreaterThan(3);
  if (!meanwhile) return;
  await flipAll(places);
  await meanwhile();
  await flipAll(places);
}

/** Where opening meets a flipped byte: in the indexes of the smaller tables. */
async function placesMet(): Promise<number[]> {
  const unread = await onFile(readEveryKey);
  return unread.map(({ error }) => Number(/block at location (\d+)/.exec(error.detail ?? '')?.[1]));
}

async function onFile<Value>(work: (connection: DuckDBConnection) => Promise<Value>): Promise<Value> {
  const instance = await DuckDBInstance.create(filePath(folder), { storage_compatibility_version: 'v1.5.0' });
  const connection = await instance.connect();
  await connection.run('PRAGMA disable_checkpoint_on_shutdown');
  try {
    return await work(connection);
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}

/** What belongs to no column, is no list of blocks and is not free: of the indexes, those of `secrets` alone have some. */
async function indexBlocks(connection: DuckDBConnection): Promise<number[]> {
  const [size] = await readPlainRows(connection, 'PRAGMA database_size');
  const tables = await readPlainRows(connection, 'SELECT table_name FROM duckdb_tables()');
  const others = new Set<number>();
  const note = (rows: readonly { readonly [name: string]: unknown }[]) => {
    for (const { id } of rows) others.add(Number(id));
  };
  for (const { table_name: table } of tables) {
    note(
      await readPlainRows(
        connection,
        `SELECT unnest(list_append(additional_block_ids, block_id)) AS id FROM pragma_storage_info('${table}')
         WHERE persistent`,
      ),
    );
  }
  note(await readPlainRows(connection, 'SELECT block_id AS id FROM pragma_metadata_info()'));
  return Array.from({ length: Number(size?.total_blocks) }, (_, id) => id).filter((id) => !others.has(id));
}

async function openAndStore(): Promise<{ workspace: Workspace; stored: unknown }> {
  const workspace = await openTestWorkspace(folder);
  const secret = aSecretToStore({ fingerprint: randomBytes(32).toString('hex') });
  const event = anEventToStore({ secretFingerprint: secret.fingerprint });
  const stored = await commitEvents(workspace, [event], { secrets: [secret] }).then(
    (counts) => counts.stored,
    (problem: Error) => problem.message,
  );
  return { workspace, stored };
}

const count = async (workspace: Workspace) => {
  const text = 'SELECT (SELECT count(*) FROM secrets) AS secrets, (SELECT count(*) FROM events) AS events';
  const rows = await workspace.readers.all({ text, values: [] });
  return rows.ok ? rows.value[0] : rows.error;
};

it('a damaged index of a large table is made anew from its columns at the opening after it was met', async () => {
  await withDamagedIndex();
  const met = await openAndStore();
  expect(met.stored).toMatch(/damaged on the disk|could not/);
  await met.workspace.close();
  expect(await damageNoted(workspacePaths(folder))).not.toBeNull();

  const mended = await openAndStore();
  expect(mended.workspace.notices[0]?.message).toMatch(/written anew.*Nothing is lost/);
  expect(mended.stored).toBe(1);
  expect(await count(mended.workspace)).toEqual({ secrets: SECRETS + 1, events: 2 });
  await mended.workspace.close();
  expect(await damageNoted(workspacePaths(folder))).toBeNull();
  expect(await readdir(join(folder, 'staging'))).toEqual([]);

  const after = await openAndStore();
  expect(after).toMatchObject({ stored: 1, workspace: { notices: [] } });
  await after.workspace.close();
  expect(await checkWorkspace(folder, testClock)).toMatchObject({ ok: true, value: { notices: [] } });
  expect(existsSync(`${filePath(folder)}.wal`)).toBe(false);
}, 180_000);

it('what a crash left in the log is in the file that is written anew', async () => {
  await withDamagedIndex(async () => {
    const workspace = await openTestWorkspace(folder);
    await commitEvents(workspace, [anEventToStore({ secretFingerprint: null })]);
    await cp(folder, `${folder}-crashed`, { recursive: true });
    await workspace.close();
    await rm(folder, { recursive: true });
    await rename(`${folder}-crashed`, folder);
  });
  const paths = workspacePaths(folder);
  expect(existsSync(paths.wal)).toBe(true);
  await noteDamage(paths, 'IO Error: Corrupt database file: met');
  const { workspace, stored } = await openAndStore();
  expect(workspace.notices).toMatchObject([{ message: expect.stringMatching(/written anew/) }]);
  expect(stored).toBe(1);
  expect(await count(workspace)).toEqual({ secrets: SECRETS + 1, events: 3 });
  await workspace.close();
}, 180_000);
