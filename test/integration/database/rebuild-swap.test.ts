import { copyFile, rm, stat } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFile } from '../../../main/database/open-file.ts';
import { allowCheckpoints, fence } from '../../../main/database/open-instance.ts';
import { copyPaths, writeCopy } from '../../../main/database/rebuild-copy.ts';
import { FileInUse } from '../../../main/database/rebuild-swap.ts';
import { readPlainRows } from '../../../main/database/row-values.ts';
import { type WorkspacePaths, workspacePaths } from '../../../main/database/workspace-folder.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';

const LIMITS = { threads: 2 };

let folder: { path: string; remove(): Promise<void> };
let paths: WorkspacePaths;
let file: FileInUse;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  const workspace = await openTestWorkspace(folder.path);
  await commitEvents(workspace, [anEventToStore(), anEventToStore()]);
  paths = workspacePaths(workspace.folder);
  await workspace.close();
  const opening = await openFile(paths, LIMITS);
  if (opening.kind !== 'opened') throw new Error(opening.kind);
  await allowCheckpoints(opening.file.connection);
  await fence(opening.file.connection, paths);
  file = new FileInUse(opening.file);
  await writeCopy(file.connection, paths, LIMITS, new AbortController().signal);
});
afterEach(async () => {
  file.close();
  await folder.remove();
});

const inode = async () => (await stat(paths.file)).ino;
const events = async () => (await readPlainRows(file.connection, 'SELECT count(*) AS n FROM events'))[0]?.n;

/** As on Linux and macOS, and as on Windows. */
describe.each([false, true])('the swap, with the old file closed first: %s', (closesFirst) => {
  it('puts the copy in the place of the file and goes on with it', async () => {
    const before = await inode();
    await file.swap(paths, LIMITS, closesFirst);
    expect(await inode()).not.toBe(before);
    expect(await events()).toBe(2);
    await expect(file.connection.run('SET threads = 1')).rejects.toThrow(/locked/);
  });

  it('leaves the file in use where the copy can’t be put in its place', async () => {
    const before = await inode();
    await rm(copyPaths(paths).file);
    await expect(file.swap(paths, LIMITS, closesFirst)).rejects.toThrow(/ENOENT/);
    expect(await inode()).toBe(before);
    expect(await events()).toBe(2);
    await file.connection.run('DELETE FROM events');
    expect(await events()).toBe(0);
  });

  it('answers nothing any more where what is in its place does not open', async () => {
    await rm(copyPaths(paths).file);
    await copyFile(new URL(import.meta.url), copyPaths(paths).file);
    await expect(file.swap(paths, LIMITS, closesFirst)).rejects.toThrow(/FATAL Error/);
    expect(() => file.connection).toThrow(/could not be opened again/);
    await expect(file.connect()).rejects.toThrow(/could not be opened again/);
  });
});

describe('the copy', () => {
  it('is stopped by an abort, and the file in use goes on', async () => {
    const stopped = writeCopy(file.connection, paths, LIMITS, AbortSignal.abort());
    await expect(stopped).rejects.toThrow(/INTERRUPT/);
    expect(await events()).toBe(2);
  });
});
