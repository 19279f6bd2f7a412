import { randomUUID } from 'node:crypto';
import { cp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { EventToStore } from '../../../main/database/stored-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aPageToStore } from '../../helpers/event-builders.ts';
import { openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';

/** A workspace as a kill leaves it, and what is where in it. */
export interface CrashedWorkspace {
  readonly folder: string;
  /** The length of the log after each of its pages. */
  readonly logAfterPage: readonly number[];
  /** The same after every transaction. */
  readonly logBounds: readonly number[];
}

export const IN_BACKUP = 300;
export const IN_FILE = 350;
/** The log holds two more pages of twenty. */
export const IN_ALL = 390;

export const filePath = (folder: string) => join(folder, 'events.duckdb');
export const logPath = (folder: string) => `${filePath(folder)}.wal`;

/** 300 events in a backup, 50 more in the file, 40 more in two transactions of the log. */
export async function crashWorkspace(folder: string): Promise<CrashedWorkspace> {
  const original = `${folder}-original`;
  const first = await openTestWorkspace(original);
  await commitEvents(first, events(IN_BACKUP));
  const backup = await first.backUp();
  if (!backup.ok) throw new Error(backup.error.message);
  await commitEvents(first, events(IN_FILE - IN_BACKUP));
  await first.close();
  const second = await openTestWorkspace(original, { clock: { nowUs: () => testNowUs + 60_000_000 } });
  const logAfterPage: number[] = [];
  const logBounds: number[] = [];
  const logSize = async () => (await stat(logPath(original))).size;
  for (let page = 0; page < 2; page += 1) {
    const { runId, sourceId, stream, ...rest } = aPageToStore({ runId: randomUUID(), events: events(20) });
    await second.writer.startRun({ runId, sourceId, stream, startedAtUs: testNowUs });
    logBounds.push(await logSize());
    const checkpoint = { position: '{}', description: `after page ${page}` };
    await second.writer.commitPage({ ...rest, runId, sourceId, stream, checkpoint });
    logAfterPage.push(await logSize());
    logBounds.push(await logSize());
  }
  await cp(original, folder, { recursive: true });
  await second.close();
  await rm(original, { recursive: true });
  return { folder, logAfterPage, logBounds };
}

function events(count: number): EventToStore[] {
  return Array.from({ length: count }, () => anEventToStore({ secretFingerprint: null }));
}

/** Where in the file the first block of the column of events lies: after three headers of 4 kB, blocks of 256 kB. */
export async function positionOf(column: string, path: string): Promise<number> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(`SELECT min(block_id) AS id FROM pragma_storage_info('events')
    WHERE column_name = '${column}' AND persistent AND block_id >= 0`);
  connection.disconnectSync();
  instance.closeSync();
  return 3 * 4_096 + Number(found.getRowsJS()[0]?.[0]) * 262_144 + 1_000;
}

export async function flipByte(path: string, at: number): Promise<void> {
  const handle = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 0xff;
  await handle.write(byte, 0, 1, at);
  await handle.close();
}

export async function zeroFrom(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0, at));
}

export async function cutAt(path: string, at: number): Promise<void> {
  await truncate(path, at);
}

export async function append(path: string, bytes: Buffer): Promise<void> {
  await writeFile(path, bytes, { flag: 'a' });
}

/** How many events there are, and whether each run knows how many it stored. */
export async function eventsAndRuns(workspace: Workspace): Promise<unknown> {
  const rows = await workspace.readers.all({
    text: 'SELECT (SELECT count(*) FROM events) AS events, (SELECT sum(stored)::BIGINT FROM runs) AS stored, (SELECT count(DISTINCT event_id) FROM events) AS once',
    values: [],
  });
  return rows.ok ? rows.value[0] : rows.error;
}

export const sound = (events: number) => ({ events, stored: events, once: events });
