import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeychain } from '../../../main/secrets/keytar-keychain.ts';
import { noteExercised } from '../../helpers/exercised.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock } from '../cli/run-command.ts';
import { opened } from './sealed-workspace.ts';

const found = await openKeychain({ timeoutMs: 5_000 });
const keychain = found.ok ? found.value : null;

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
beforeEach(async () => {
  folder = await aTemporaryFolder();
});
afterEach(() => folder.remove());

const record = (index: number) => ({
  date: '2026-11-19T10:00:00Z',
  results: {
    date: '2026-11-19T10:00:00Z',
    request_id: `request-${index}`,
    secret_type: 'GENERIC_PASSWORD',
    exposed_value: `made-up-value-${index}`,
    line_number: index,
    resource: 'a-file.txt',
  },
});

describe.skipIf(keychain === null)('a workspace whose entry in the keychain is gone', () => {
  if (keychain === null) return;

  it('can be searched and exported, opens no value, collects nothing, and says so; the entry put back opens it', async () => {
    const workspaceFolder = join(folder.path, 'workspace');
    const terminal = aTerminal({ clock: stillClock, folder: folder.path, env: { KEYGLASS_VAULT_KEY: '' } });
    const run = (...words: readonly string[]) => terminal.run(...words, '--workspace', workspaceFolder);
    const file = join(folder.path, 'records.jsonl');
    await writeFile(file, [1, 2, 3].map((index) => `${JSON.stringify(record(index).results)}\n`).join(''));
    const importing = ['import', '--vendor', 'entro', '--stream', 'audit', file] as const;
    expect(await run(...importing)).toMatchObject({ exitCode: 0 });
    const workspace = await openTestWorkspace(workspaceFolder);
    const account = `${workspace.workspaceId}/vault`;
    await workspace.close();
    const key = opened(await keychain.read(account));
    expect(key).not.toBeNull();
    expect(JSON.parse((await run('vault', 'status', '--json')).stdout)).toMatchObject({
      state: 'open',
      secrets: 3,
    });

    await keychain.remove(account);
    const status = await run('vault', 'status', '--json');
    expect(status.exitCode).toBe(1);
    expect(JSON.parse(status.stdout)).toMatchObject({
      state: 'locked',
      secrets: 3,
      problem: {
        kind: 'vault-locked',
        message: expect.stringMatching(
          /no longer holds the key.*can be read and searched; collecting is off/,
        ),
        remedy: expect.stringContaining('start with a new workspace folder'),
      },
    });
    const search = await run('search', '*', '--json', '--fields', 'all');
    expect(JSON.parse(search.stdout)).toMatchObject({ total: 3 });
    expect(search.stdout).toContain('‹secret:fp:');
    const csv = join(folder.path, 'out.csv');
    expect(await run('export', '*', '--format', 'csv', '--out', csv)).toMatchObject({ exitCode: 0 });
    expect((await readFile(csv, 'utf8')).trim().split('\r\n')).toHaveLength(4);
    const refused = await run(...importing);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('collecting is off');
    expect(await run('vault', 'rotate')).toMatchObject({ exitCode: 1 });
    expect(await keychain.read(account)).toEqual({ ok: true, value: null });

    opened(await keychain.write(account, key ?? ''));
    expect(await run('vault', 'status')).toMatchObject({ exitCode: 0 });
    expect(await run('vault', 'rotate')).toMatchObject({ exitCode: 0 });
    expect(await run(...importing)).toMatchObject({ exitCode: 0 });
    expect(opened(await keychain.read(account))).not.toBe(key);
    noteExercised('keychain', process.env.KEYGLASS_TEST_KEYCHAIN ?? keychain.name);
    await keychain.remove(account);
  });
});
