import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { newestSchemaVersion } from '../../../main/database/migrate.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aRecordToReject, aSecretToStore, testId } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testClock } from '../../helpers/temporary-workspace.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
});
afterEach(() => remove());

async function aFilledWorkspace(events = 3): Promise<void> {
  const workspace = await openTestWorkspace(folder);
  const stored = Array.from({ length: events }, (_, n) => anEventToStore({ eventId: testId(`event ${n}`) }));
  await commitEvents(workspace, stored, { secrets: [aSecretToStore()], rejected: [aRecordToReject()] });
  await commitEvents(workspace, stored.slice(0, 1));
  await workspace.backUp();
  await workspace.close();
}

/** Straight to the file, past everything that keeps it right. Answers with the last statement's rows. */
async function ask(...statements: string[]): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'));
  const connection = await instance.connect();
  let rows: Record<string, unknown>[] = [];
  for (const statement of statements) rows = await (await connection.run(statement)).getRowObjectsJson();
  connection.disconnectSync();
  instance.closeSync();
  return rows;
}

/** Where in the file the column's first block lies: after three headers of 4 kB, blocks of 256 kB one after the other. */
async function positionOfColumn(column: string): Promise<number> {
  const [block] = await ask(`SELECT min(block_id) AS id FROM pragma_storage_info('events')
    WHERE column_name = '${column}' AND persistent AND block_id >= 0`);
  return 3 * 4_096 + Number(block?.id) * 262_144 + 1_000;
}

async function flipByte(at: number): Promise<void> {
  const file = await open(join(folder, 'events.duckdb'), 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 0xff;
  await file.write(byte, 0, 1, at);
  await file.close();
}

async function checked() {
  const report = await checkWorkspace(folder, testClock);
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
}

describe('checking a workspace', () => {
  it('reports what it holds and finds nothing wrong with a sound one', async () => {
    await aFilledWorkspace();
    expect(await checked()).toMatchObject({
      folder,
      schemaVersion: newestSchemaVersion,
      counts: { events: 3, runs: 2, secrets: 1, rejected_records: 1, workspace: 1, sources: 0 },
      backups: [{ name: 'events-20261120T100000Z.duckdb' }],
      notices: [],
      findings: [],
    });
  });

  it('finds events that their run does not know of, events stored twice and secrets that are missing', async () => {
    await aFilledWorkspace();
    await ask('INSERT INTO events SELECT * FROM events LIMIT 1', 'DELETE FROM secrets');
    const { findings } = await checked();
    expect(findings).toEqual([
      'There are runs that counted more or fewer stored events than there are and have left: 1.',
      'There are events stored more than once: 1.',
      'There are secrets that events name and that are not kept: 1.',
    ]);
  });

  it.each([
    [
      'runs that counted more or fewer stored events than there are and have left',
      'INSERT INTO retention_removals SELECT now()::TIMESTAMP, run_id, 1 FROM runs LIMIT 1',
    ],
    [
      'runs that counted fewer rejected records than there are',
      "INSERT INTO rejected_records SELECT * REPLACE ('other' AS rejected_id) FROM rejected_records",
    ],
    [
      'secrets with a place, a mention or a change of state that are not kept',
      "INSERT INTO secret_states VALUES ('gone', now()::TIMESTAMP, 'rotated', NULL, 'analyst')",
    ],
    [
      'secrets whose state is not the last of its changes',
      "INSERT INTO secret_states SELECT fingerprint, now()::TIMESTAMP, 'rotated', NULL, 'analyst' FROM secrets LIMIT 1",
    ],
    [
      'mentions of secrets in events that are not stored',
      "INSERT INTO secret_mentions SELECT fingerprint, uuid(), now()::TIMESTAMP, 's', 's', 'v', 'st', 'f' FROM secrets LIMIT 1",
    ],
    [
      'notes, tags or stars on events that are not stored',
      "INSERT INTO annotations VALUES (uuid(), true, '[]', '', now()::TIMESTAMP)",
    ],
    [
      'versions marked as superseded that are not stored, or more than once',
      'INSERT INTO superseded_events (event_id) SELECT uuid()',
    ],
  ])('finds %s', async (what, statement) => {
    await aFilledWorkspace();
    await ask(statement);
    expect((await checked()).findings).toEqual([`There are ${what}: 1.`]);
  });

  it('finds a block that was changed on the disk', async () => {
    await aFilledWorkspace(5_000);
    await flipByte(await positionOfColumn('raw'));
    const { findings } = await checked();
    expect(findings.join('\n')).toMatch(/Could not read column raw of table events: .*checksum/);
  });

  it('fails where there is no workspace', async () => {
    await rm(folder, { recursive: true, force: true });
    expect(await checkWorkspace(folder, testClock)).toMatchObject({
      ok: false,
      error: { kind: 'workspace-invalid' },
    });
  });
});
