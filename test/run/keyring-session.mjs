import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 100;
const BETWEEN_ATTEMPTS_MS = 100;

/**
 * Starts an unlocked gnome-keyring on the session bus of this process, with everything it keeps in a temporary folder.
 * Null where there is no bus or no gnome-keyring.
 */
export async function openKeyringSession(env) {
  if (!env.DBUS_SESSION_BUS_ADDRESS) return null;
  const folder = mkdtempSync(join(tmpdir(), 'keyglass-session-'));
  const runtime = mkdtempSync(join(folder, 'run-'));
  chmodSync(runtime, 0o700);
  const sessionEnv = {
    ...env,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_RUNTIME_DIR: runtime,
    // For the summary: keytar itself can't tell which keyring answers.
    KEYGLASS_TEST_KEYCHAIN: 'gnome-keyring over the Secret Service',
  };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: sessionEnv,
  });
  const failure = new Promise((resolve) => daemon.once('error', resolve));
  // The password of a keyring that lives as long as the tests.
  daemon.stdin.on('error', () => {}).end('throw-away');
  const isReady = await Promise.race([failure.then(() => false), waitForSecretService(sessionEnv)]);
  const close = () => {
    daemon.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  if (isReady) return { env: sessionEnv, close };
  close();
  return null;
}

async function waitForSecretService(env) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (ownsSecretService(env)) return true;
    await sleep(BETWEEN_ATTEMPTS_MS);
  }
  return false;
}

function ownsSecretService(env) {
  const { stdout } = spawnSync(
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.NameHasOwner',
      'string:org.freedesktop.secrets',
    ],
    { env, encoding: 'utf8' },
  );
  return (stdout ?? '').includes('boolean true');
}
