import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { restoreBackup } from '../../../main/database/restore-backup.ts';
import { listBackups, workspacePaths } from '../../../main/database/workspace-folder.ts';
import { aTemporaryFolder, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { crashWorkspace, IN_ALL, IN_BACKUP } from './damage.ts';

let folder: string;
let remove: () => Promise<void>;
let backup: string;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  remove = temporary.remove;
  folder = join(temporary.path, 'workspace');
  await crashWorkspace(folder);
  backup = basename((await listBackups(workspacePaths(folder)))[0] ?? '');
});
afterEach(() => remove());

const startProcess = (file: string, ...argv: string[]) =>
  fork(fileURLToPath(new URL(file, import.meta.url)), argv, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

describe('a restore that is killed', () => {
  it.each([
    ['before anything was moved', 0, IN_ALL, []],
    ['when the file was moved', 1, IN_BACKUP, ['missing|damaged']],
    ['when its log was moved, too', 2, IN_BACKUP, ['missing']],
    ['when the backup was put in place', 3, IN_BACKUP, []],
  ])(
    '%s, leaves the workspace with one state or the other, and says what is gone',
    async (_, renames, events, said) => {
      const killed = startProcess('restore-and-die.ts', folder, backup, String(renames));
      expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
      const checked = await checkWorkspace(folder, testClock);
      if (!checked.ok) throw new Error(checked.error.message);
      expect(checked.value).toMatchObject({ counts: { events }, findings: [] });
      const messages = checked.value.notices.map(({ message }) => message);
      expect(messages.filter((message) => !message.includes('while it was collecting'))).toEqual(
        said.map((words) =>
          expect.stringMatching(new RegExp(`file was (${words})\\..* was put in its place`)),
        ),
      );
      const kept = (await readdir(folder)).filter((name) => name.startsWith('events.duckdb.before-restore-'));
      expect(kept).toHaveLength(renames === 0 ? 0 : 1);
    },
  );
});

describe('a restore beside another process', () => {
  it('is refused, and the other goes on', async () => {
    const other = startProcess('hold-workspace.ts', folder);
    await once(other, 'message');
    expect(await restoreBackup(folder, backup, testNowUs)).toMatchObject({
      ok: false,
      error: { kind: 'workspace-in-use', message: expect.stringContaining(`process ${other.pid}`) },
    });
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await checkWorkspace(folder, testClock)).toMatchObject({
      value: { counts: { events: IN_ALL }, findings: [] },
    });
  });
});
