import { readdirSync, readlinkSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import type { PlainRow } from '../../../main/database/readers.ts';
import { rebuildPostponed } from '../../../main/database/rebuild-workspace.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testClock } from '../../helpers/temporary-workspace.ts';

const EVENTS = 5_000;

let folder: { path: string; remove(): Promise<void> };
let workspace: Workspace;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  workspace = await openTestWorkspace(join(folder.path, "the analyst's"));
  await commitEvents(workspace, someEvents(EVENTS));
});
afterEach(async () => {
  await workspace.close();
  await folder.remove();
});

function someEvents(count: number) {
  return Array.from({ length: count }, () => anEventToStore({ secretFingerprint: null, secretLength: null }));
}

async function ask(text: string): Promise<readonly PlainRow[]> {
  const answer = await workspace.readers.all({ text, values: [] });
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail}`);
  return answer.value;
}

const EVERYTHING = 'SELECT count(*) AS n, bit_xor(hash(COLUMNS(*)))::VARCHAR AS everything FROM events';

describe('rebuilding the file', () => {
  it('keeps everything and leaves nothing behind', async () => {
    const before = await ask(EVERYTHING);
    const rebuilt = await workspace.rebuild();
    expect(rebuilt.ok).toBe(true);
    expect(await ask(EVERYTHING)).toEqual(before);
    expect(await readdir(join(workspace.folder, 'staging'))).toEqual([]);
    expect((await readdir(workspace.folder)).sort()).toEqual(['backups', 'events.duckdb', 'logs', 'staging']);
    await workspace.close();
    const checked = await checkWorkspace(workspace.folder, testClock);
    expect(checked).toMatchObject({ ok: true, value: { findings: [], notices: [] } });
  });

  it('says how large the file was and is', async () => {
    const sizeNow = async () => (await stat(join(workspace.folder, 'events.duckdb'))).size;
    const rebuilt = await workspace.rebuild();
    if (!rebuilt.ok) throw new Error(rebuilt.error.message);
    expect(rebuilt.value.bytesBefore).toBeGreaterThan(1_000_000);
    expect(rebuilt.value.bytesAfter).toBe(await sizeNow());
  });

  it('is fenced, limited and kept for its owner as before', async () => {
    const settings = `SELECT name, value FROM duckdb_settings() WHERE name IN
      ('enable_external_access', 'lock_configuration', 'allowed_directories', 'memory_limit', 'threads', 'TimeZone')`;
    const before = await ask(settings);
    await workspace.rebuild();
    expect(await ask(settings)).toEqual(before);
    const read = { text: "SELECT * FROM read_text('/etc/hostname')", values: [] };
    expect(await workspace.readers.all(read)).toMatchObject({ ok: false });
    const { mode } = await stat(join(workspace.folder, 'events.duckdb'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('keeps pages, backups and questions that come meanwhile, each once', async () => {
    const rebuilding = workspace.rebuild();
    const pages = Promise.all(Array.from({ length: 5 }, () => commitEvents(workspace, someEvents(100))));
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('SELECT 7 AS n')));
    expect(answers.every(([row]) => row?.n === 7)).toBe(true);
    expect((await workspace.backUp()).ok).toBe(true);
    expect((await rebuilding).ok).toBe(true);
    await pages;
    expect(await ask('SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM events')).toEqual([
      { n: EVENTS + 500, ids: EVENTS + 500 },
    ]);
  });

  it('can be done again and again, and closes each file that it replaced', async () => {
    for (let round = 0; round < 3; round += 1) {
      const stream = workspace.readers.stream({ text: 'SELECT * FROM events', values: [] });
      for await (const piece of stream) {
        expect(piece.ok).toBe(true);
        break;
      }
      expect((await workspace.rebuild()).ok).toBe(true);
      await commitEvents(workspace, someEvents(10));
    }
    expect(await ask('SELECT count(*) AS n FROM events')).toEqual([{ n: EVENTS + 30 }]);
    if (process.platform === 'linux') expect(openFilesOf(workspace.folder)).toEqual(['events.duckdb']);
  });
});

describe('rebuilding while a question is running', () => {
  it('waits for its end and lets it have its whole answer', async () => {
    let waits = 0;
    const stream = workspace.readers.stream({ text: 'SELECT event_id FROM events', values: [] });
    const pieces = stream[Symbol.asyncIterator]();
    const first = await pieces.next();
    const rebuilding = workspace.rebuild({ onWaiting: () => (waits += 1) });
    const ids = new Set<unknown>();
    for (let piece = first; !piece.done; piece = await pieces.next()) {
      if (!piece.value.ok) throw new Error(piece.value.error.message);
      for (const row of piece.value.value) ids.add(row.event_id);
    }
    expect(ids.size).toBe(EVENTS);
    expect((await rebuilding).ok).toBe(true);
    expect(waits).toBe(1);
  });

  it('gives up after a while, changes nothing, and lets collecting go on', async () => {
    const inode = async () => (await stat(join(workspace.folder, 'events.duckdb'))).ino;
    const before = await inode();
    const stream = workspace.readers.stream({ text: 'SELECT event_id FROM events', values: [] });
    const pieces = stream[Symbol.asyncIterator]();
    await pieces.next();
    const rebuilt = await workspace.rebuild({ patienceMs: 20 });
    expect(rebuilt).toEqual({ ok: false, error: rebuildPostponed });
    await commitEvents(workspace, someEvents(1));
    expect(await inode()).toBe(before);
    expect(await readdir(join(workspace.folder, 'staging'))).toEqual([]);
    await pieces.return?.(undefined);
    expect((await workspace.rebuild({ patienceMs: 20 })).ok).toBe(true);
    expect(await inode()).not.toBe(before);
  });

  it('gives the copy up where a question that began meanwhile does not end', async () => {
    const stop = new AbortController();
    let endless: Promise<unknown> | undefined;
    const rebuilding = workspace.rebuild({
      patienceMs: 20,
      onWaiting: () => {
        const text =
          'SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 3';
        endless = workspace.readers.all({ text, values: [] }, stop.signal);
      },
    });
    expect(await rebuilding).toEqual({ ok: false, error: rebuildPostponed });
    stop.abort();
    expect(await endless).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await readdir(join(workspace.folder, 'staging'))).toEqual([]);
  });
});

describe('stopping a rebuilding', () => {
  it('leaves the file as it is', async () => {
    const stop = new AbortController();
    const rebuilding = workspace.rebuild({ signal: stop.signal });
    stop.abort();
    expect(await rebuilding).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await ask('SELECT count(*) AS n FROM events')).toEqual([{ n: EVENTS }]);
    expect((await workspace.rebuild()).ok).toBe(true);
  });

  it('happens when the workspace closes', async () => {
    const rebuilding = workspace.rebuild();
    await workspace.close();
    expect(await rebuilding).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    workspace = await openTestWorkspace(workspace.folder);
    expect(await ask('SELECT count(*) AS n FROM events')).toEqual([{ n: EVENTS }]);
  });
});

function openFilesOf(ofFolder: string): string[] {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links
    .filter((link) => link.startsWith(ofFolder) && !link.endsWith('.wal'))
    .map((link) => link.slice(ofFolder.length + 1));
}
