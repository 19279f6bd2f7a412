import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { createCanaries } from './canaries.ts';
import { LeakSearch } from './leak-search.ts';
import { readFolder } from './read-everything.ts';

it.each(['exception', 'rejection'])(
  'leaves no canary of an %s that nothing caught: not in the log, nor on the terminal',
  async (kind) => {
    const folder = await aTemporaryFolder();
    const canaries = createCanaries();
    const credential = canaries.plain('a credential of a source');
    const message = [
      `boom ${credential} in {"password":"${canaries.plain('a field')}"}`,
      `https://ann:${canaries.plain('an address')}@example.com, token=${canaries.plain('behind a name')}`,
      canaries.token('a text'),
    ].join('\n');
    const program = fileURLToPath(new URL('crash-with-canaries.ts', import.meta.url));
    const workspace = join(folder.path, 'workspace');
    const env = {
      ...process.env,
      OWN_CREDENTIAL: credential,
      KEYGLASS_VAULT_KEY: randomBytes(32).toString('base64'),
    };
    const ended = spawnSync(process.execPath, [program, workspace, kind, message], { env, encoding: 'utf8' });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/^Keyglass met an error of its own \(TypeError\) and ends\..*\n$/);
    const search = new LeakSearch(canaries.planted);
    search.read(Buffer.from(ended.stdout + ended.stderr), 'the terminal');
    await readFolder(join(workspace, 'logs'), search);
    expect(search.bytesRead).toBeGreaterThan(ended.stderr.length + 200);
    expect(search.leaks).toEqual([]);
    await folder.remove();
  },
);
