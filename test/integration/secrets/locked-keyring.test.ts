import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

const canRun = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
const hasKeyring = ['dbus-run-session', 'gnome-keyring-daemon'].every(canRun);

/** In a session bus of its own: locking the keyring of the other tests would fail them. */
const SESSION = `printf 'throw-away\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; exec "$@"`;

it.skipIf(!hasKeyring)(
  'does not take a keyring that is locked for one that has lost the key',
  async () => {
    const folder = await aTemporaryFolder();
    const program = fileURLToPath(new URL('lock-and-read.ts', import.meta.url));
    const words = [
      '--',
      'sh',
      '-c',
      SESSION,
      'sh',
      process.execPath,
      program,
      join(folder.path, 'workspace'),
    ];
    const env = { ...process.env, XDG_DATA_HOME: join(folder.path, 'data'), XDG_RUNTIME_DIR: folder.path };
    const ended = spawnSync('dbus-run-session', words, { env, encoding: 'utf8' });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      isLocked: true,
      vault: { kind: 'keychain-unavailable', message: expect.stringContaining('is locked') },
      keychain: 'keychain-unavailable',
    });
    await folder.remove();
  },
  300_000,
);
