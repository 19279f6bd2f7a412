import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testClock } from '../../helpers/temporary-workspace.ts';

/** The pinned Node, which runs TypeScript; whoever starts the tests by hand may have an older one on the path. */
const pinnedNode = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));
const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;
const script = fileURLToPath(new URL('write-beyond-limit.ts', import.meta.url));

/** In blocks of 512 bytes: the file has four megabytes when the process begins, and its log gets two. */
const LIMIT = 9_000;

it.skipIf(process.platform === 'win32')(
  'a database that a full disk stopped says what to do, and has everything at the next start',
  async () => {
    const temporary = await aTemporaryFolder();
    const folder = join(temporary.path, 'workspace');
    const before = await openTestWorkspace(folder);
    const anEvent = () =>
      anEventToStore({ secretFingerprint: null, raw: { noise: randomBytes(10_000).toString('hex') } });
    await commitEvents(before, Array.from({ length: 280 }, anEvent));
    await before.close();

    const limited = ['-c', 'ulimit -f "$1"; exec "$2" "$3" "$4"', 'sh', String(LIMIT), node, script, folder];
    const run = spawnSync('sh', limited, { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const { failures, notices } = JSON.parse(run.stdout);
    expect(failures).toEqual(
      ['see how much room', 'answer', 'save a preference'].map((work) => ({
        kind: 'disk-full',
        message: expect.stringMatching(`had no room left and the database stopped.*${work}.*before is safe`),
        remedy: expect.stringMatching(/^Free some space .* close Keyglass and start it again\.$/),
        detail: expect.stringContaining('FATAL Error'),
      })),
    );
    expect(notices).toEqual([
      {
        kind: 'disk-full',
        message: expect.stringMatching(/disk became full.*nothing more can be read or stored now.*is safe/),
        remedy: expect.stringMatching(/Free some space.*start it again: it goes on where it stopped/),
      },
    ]);

    const report = await checkWorkspace(folder, testClock);
    expect(report).toMatchObject({ value: { counts: { events: 430, runs: 2 }, findings: [], notices: [] } });
    await temporary.remove();
  },
);
