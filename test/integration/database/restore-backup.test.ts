import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { restoreBackup } from '../../../main/database/restore-backup.ts';
import { tryBackup, tryBackups } from '../../../main/database/try-backup.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { workspacePaths } from '../../../main/database/workspace-folder.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import {
  aTemporaryFolder,
  openTestWorkspace,
  testClock,
  testNowUs,
} from '../../helpers/temporary-workspace.ts';
import { filePath, flipByte } from './damage.ts';

let folder: string;
let remove: () => Promise<void>;
let backup: string;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
  const workspace = await openTestWorkspace(folder);
  await commitEvents(workspace, someEvents(3_000));
  const written = await workspace.backUp();
  if (!written.ok) throw new Error(written.error.message);
  backup = written.value.path;
  await commitEvents(workspace, someEvents(2));
  await workspace.close();
});
afterEach(() => remove());

const someEvents = (count: number) =>
  Array.from({ length: count }, () => anEventToStore({ secretFingerprint: null }));
const paths = () => workspacePaths(folder);
const name = () => basename(backup);
const hashOf = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

async function countEvents(): Promise<unknown> {
  const workspace: Workspace = await openTestWorkspace(folder);
  const rows = await workspace.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] });
  await workspace.close();
  return rows.ok ? rows.value[0]?.n : rows.error;
}

describe('trying a backup', () => {
  it('reads all of it and leaves it as it is', async () => {
    const before = await hashOf(backup);
    expect(await tryBackups(paths())).toEqual([
      {
        name: name(),
        path: backup,
        writtenAtUs: testNowUs,
        sizeBytes: (await stat(backup)).size,
        events: 3_000,
        restores: true,
        problem: null,
      },
    ]);
    expect(await hashOf(backup)).toBe(before);
    expect(await readdir(join(folder, 'backups'))).toEqual([name()]);
  });

  it('finds a flipped byte in whatever block is in use', async () => {
    const whole = await readFile(backup);
    let found = 0;
    let blocks = 0;
    for (let at = 12_288; at + 262_144 <= whole.byteLength; at += 262_144) {
      await writeFile(backup, whole);
      await flipByte(backup, at + 2_000);
      const tried = await tryBackup(paths(), backup);
      if (tried.ok) expect(tried.value).toBe(3_000);
      else found += 1;
      blocks += 1;
    }
    // One or two lie fallow: of tables that were empty when they were made.
    expect(blocks - found).toBeLessThanOrEqual(3);
    expect(found).toBeGreaterThan(5);
  });

  it('ends at once when it is stopped', async () => {
    expect(await tryBackup(paths(), backup, AbortSignal.abort())).toMatchObject({
      ok: false,
      error: { kind: 'cancelled' },
    });
  });

  it('is part of the check, with a finding for one that does not restore', async () => {
    await flipByte(backup, 300_000);
    const report = await checkWorkspace(folder, testClock);
    expect(report).toMatchObject({
      ok: true,
      value: {
        backups: [{ name: name(), restores: false, problem: expect.stringMatching(/Corrupt/) }],
        findings: [expect.stringMatching(/The backup \S+ can’t be restored: .*Corrupt/)],
      },
    });
  });
});

describe('restoring a backup by hand', () => {
  it('puts it in the place of the file, which is kept', async () => {
    const before = await hashOf(filePath(folder));
    expect(await restoreBackup(folder, name(), testNowUs)).toEqual({
      ok: true,
      value: { name: name(), events: 3_000, keptAs: ['events.duckdb.before-restore-20261120T100000Z'] },
    });
    expect(await hashOf(join(folder, 'events.duckdb.before-restore-20261120T100000Z'))).toBe(before);
    expect(await countEvents()).toBe(3_000);
  });

  it('takes the place of a damaged file, too', async () => {
    await writeFile(filePath(folder), Buffer.alloc(50_000, 'x'));
    expect(await restoreBackup(folder, name(), testNowUs)).toMatchObject({ ok: true });
    expect(await countEvents()).toBe(3_000);
  });

  it('is refused for a damaged backup, and changes nothing', async () => {
    await flipByte(backup, 300_000);
    const before = await readdir(folder);
    expect(await restoreBackup(folder, name(), testNowUs)).toMatchObject({
      ok: false,
      error: { kind: 'workspace-damaged', message: expect.stringMatching(/left as it is/) },
    });
    expect(await readdir(folder)).toEqual(before);
    expect(await countEvents()).toBe(3_002);
  });

  it.each(['events-20000101T000000Z.duckdb', '../events.duckdb', ''])(
    'knows no backup “%s”',
    async (unknown) => {
      expect(await restoreBackup(folder, unknown, testNowUs)).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input', remedy: expect.stringContaining(name()) },
      });
    },
  );

  it('is refused while the workspace is open', async () => {
    const workspace = await openTestWorkspace(folder);
    expect(await restoreBackup(folder, name(), testNowUs)).toMatchObject({
      ok: false,
      error: { kind: 'workspace-in-use' },
    });
    await workspace.close();
    expect(await countEvents()).toBe(3_002);
  });
});
