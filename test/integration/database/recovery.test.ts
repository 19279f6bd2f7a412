import { cp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';
import {
  append,
  type CrashedWorkspace,
  crashWorkspace,
  cutAt,
  eventsAndRuns,
  filePath,
  flipByte,
  IN_ALL,
  IN_BACKUP,
  IN_FILE,
  logPath,
  sound,
  zeroFrom,
} from './damage.ts';

let crashed: CrashedWorkspace;
let temporary: { path: string; remove(): Promise<void> };
let folder: string;
let workspace: Workspace | null = null;

beforeAll(async () => {
  temporary = await aTemporaryFolder();
  crashed = await crashWorkspace(join(temporary.path, 'crashed'));
});
afterAll(() => temporary.remove());
beforeEach(async () => {
  folder = join(temporary.path, 'workspace');
  await cp(crashed.folder, folder, { recursive: true });
});
afterEach(async () => {
  await workspace?.close();
  workspace = null;
  await rm(folder, { recursive: true, force: true });
});

const later = { clock: { nowUs: () => testNowUs + 3_600_000_000 }, readAfterMs: 0 };
const file = () => filePath(folder);
const log = () => logPath(folder);
const [afterFirst, afterSecond] = [() => crashed.logAfterPage[0] ?? 0, () => crashed.logAfterPage[1] ?? 0];

async function opened(): Promise<Workspace> {
  await workspace?.close();
  workspace = await openTestWorkspace(folder, later);
  return workspace;
}

/** What was said of the file. That runs were cut off is true of every kill. */
const messages = (of: Workspace) =>
  of.notices
    .map(({ message }) => message)
    .filter((message) => !message.includes('while it was collecting'))
    .join('\n');
const aside = async () => (await readdir(folder)).filter((name) => name.includes('.damaged-')).sort();

const LOG_CUT = /ended in the middle/;
const LOG_LOST = /log of the last changes was damaged/;
const RESTORED = /The backup events-\S+\.duckdb was put in its place/;
const NOTHING = /^$/;
const LOG_KEPT = ['events.duckdb.wal.damaged-20261120T110000Z'];
const FILE_KEPT = ['events.duckdb.damaged-20261120T110000Z'];

/** What is damaged × what is there afterwards, what is said, and what is kept aside. */
const damages: readonly [string, () => Promise<void>, number, RegExp, readonly string[]][] = [
  ['nothing', async () => undefined, IN_ALL, NOTHING, []],
  [
    'a log cut off within its last page',
    () => cutAt(log(), afterSecond() - 1),
    IN_FILE + 20,
    LOG_CUT,
    LOG_KEPT,
  ],
  ['a log cut off after its first page', () => cutAt(log(), afterFirst()), IN_FILE + 20, NOTHING, []],
  ['a log cut off within its first page', () => cutAt(log(), 1_000), IN_FILE, LOG_CUT, LOG_KEPT],
  ['a log cut off within its head', () => cutAt(log(), 12), IN_FILE, LOG_LOST, LOG_KEPT],
  ['an empty log', () => cutAt(log(), 0), IN_FILE, NOTHING, []],
  [
    'a log with a zero-filled tail',
    () => zeroFrom(log(), afterFirst() + 500),
    IN_FILE + 20,
    LOG_CUT,
    LOG_KEPT,
  ],
  ['a log with zeros after it', () => append(log(), Buffer.alloc(70_000)), IN_ALL, LOG_CUT, LOG_KEPT],
  [
    'a log with other bytes after it',
    () => append(log(), Buffer.alloc(5_000, 'z')),
    IN_ALL,
    LOG_CUT,
    LOG_KEPT,
  ],
  [
    'a flipped byte in the second page of the log',
    () => flipByte(log(), afterFirst() + 900),
    IN_FILE + 20,
    LOG_CUT,
    LOG_KEPT,
  ],
  ['a flipped byte in the first page of the log', () => flipByte(log(), 900), IN_FILE, LOG_CUT, LOG_KEPT],
  ['a flipped byte in the head of the log', () => flipByte(log(), 0), IN_FILE, LOG_LOST, LOG_KEPT],
  ['a log of another file', () => flipByte(log(), 20), IN_FILE, LOG_LOST, LOG_KEPT],
  [
    'a flipped byte in the name of its kind',
    () => flipByte(file(), 9),
    IN_BACKUP,
    RESTORED,
    [...FILE_KEPT, ...LOG_KEPT],
  ],
  [
    'a flipped byte in the main header',
    () => flipByte(file(), 30),
    IN_BACKUP,
    RESTORED,
    [...FILE_KEPT, ...LOG_KEPT],
  ],
  [
    'a flipped byte in the first table of contents',
    () => flipByte(file(), 4_200),
    IN_BACKUP,
    RESTORED,
    [...FILE_KEPT, ...LOG_KEPT],
  ],
  [
    'a flipped byte in the second table of contents',
    () => flipByte(file(), 8_200),
    IN_BACKUP,
    RESTORED,
    [...FILE_KEPT, ...LOG_KEPT],
  ],
  ['a zero-filled head', () => zeroFrom(file(), 0), IN_BACKUP, RESTORED, [...FILE_KEPT, ...LOG_KEPT]],
  ['a zero-filled body', () => zeroFrom(file(), 12_288), IN_BACKUP, RESTORED, [...FILE_KEPT, ...LOG_KEPT]],
  ['an empty file', () => cutAt(file(), 0), IN_BACKUP, RESTORED, [...FILE_KEPT, ...LOG_KEPT]],
  [
    'a file cut off in its head',
    () => cutAt(file(), 5_000),
    IN_BACKUP,
    RESTORED,
    [...FILE_KEPT, ...LOG_KEPT],
  ],
  [
    'a file cut off in its body',
    () => cutAt(file(), 400_000),
    IN_BACKUP,
    RESTORED,
    [...FILE_KEPT, ...LOG_KEPT],
  ],
  ['no file', () => rm(file()), IN_BACKUP, RESTORED, LOG_KEPT],
];

describe('opening a workspace after a kill, with', () => {
  it.each(damages)('%s', async (_, damage, events, told, kept) => {
    await damage();
    const first = await opened();
    expect(await eventsAndRuns(first)).toEqual(sound(events));
    expect(messages(first)).toMatch(told);
    expect(await aside()).toEqual(kept);
    // And it goes on from there: what is stored now is there after the next kill.
    await commitEvents(first, [anEventToStore()]);
    const copy = `${folder}-copy`;
    await cp(folder, copy, { recursive: true });
    await first.close();
    workspace = null;
    const again = await openTestWorkspace(copy, later);
    expect(again.notices).toEqual([]);
    expect(await eventsAndRuns(again)).toEqual(sound(events + 1));
    await again.close();
    await rm(copy, { recursive: true });
  });

  // Eighty openings: four times as long as usual, or more, on a machine that does other things as well.
  it('a log cut off at any byte, only whole pages', { timeout: 300_000 }, async () => {
    const step = Math.floor(afterSecond() / 40);
    const cuts = Array.from({ length: 41 }, (_, n) => afterSecond() - n * step).flatMap((at) => [at, at - 7]);
    for (const at of cuts.filter((at) => at > 0)) {
      await cp(crashed.folder, folder, { recursive: true, force: true });
      await cutAt(log(), at);
      const pages = crashed.logAfterPage.filter((end) => end <= at).length;
      const found = await opened();
      expect([at, await eventsAndRuns(found)]).toEqual([at, sound(IN_FILE + pages * 20)]);
      if (!crashed.logBounds.includes(at))
        expect([at, messages(found)]).toEqual([at, expect.stringMatching(/log/)]);
      await found.close();
      workspace = null;
    }
  });
});

/** Every block of the file, in the order in which they lie: after three headers of 4 kB, 256 kB each. */
async function blocks(): Promise<number[]> {
  const { size } = await stat(file());
  return Array.from({ length: Math.floor((size - 12_288) / 262_144) }, (_, n) => 12_288 + n * 262_144);
}

/** Everything was read, or damage was met and told. */
async function readToTheEnd(of: Workspace): Promise<string | null> {
  return new Promise((resolve) => {
    of.onNotice((notice) => resolve(notice.message));
    void of.readingDone.then(() => resolve(null));
  });
}

describe('a flipped byte in any block of the file', () => {
  it('is met at opening or by reading in the background, told, and mended by the next opening', {
    timeout: 300_000,
  }, async () => {
    const outcomes = new Set<string>();
    for (const at of await blocks()) {
      await rm(folder, { recursive: true, force: true });
      await cp(crashed.folder, folder, { recursive: true });
      await flipByte(file(), at + 3_000);
      const first = await opened();
      if (messages(first) !== '') {
        outcomes.add('at opening');
        expect(messages(first)).toMatch(RESTORED);
        expect(await eventsAndRuns(first)).toEqual(sound(IN_BACKUP));
        continue;
      }
      const told = await readToTheEnd(first);
      if (told === null) {
        outcomes.add('in no use');
        expect(await eventsAndRuns(first)).toEqual(sound(IN_ALL));
        continue;
      }
      outcomes.add('in the background');
      expect(told).toMatch(/part of the workspace’s file is damaged/);
      const second = await opened();
      expect(messages(second)).toMatch(RESTORED);
      expect(await eventsAndRuns(second)).toEqual(sound(IN_BACKUP));
      expect(await readToTheEnd(second)).toBeNull();
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['at opening', 'in the background']));
  });
});
