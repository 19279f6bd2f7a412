import { spawnSync } from 'node:child_process';
import { say } from './progress.mjs';
import { outputToStderr, runChild } from './run-child.mjs';

/**
 * Installs packages of the distribution where that needs nobody's password: Debian and its family, as root or with a
 * sudo that doesn't ask. Answers whether it was done.
 */
export async function installSystemPackages(packages, env = process.env) {
  const prefix = rootPrefix();
  if (prefix === null) return false;
  say(`Installing from the distribution: ${packages.join(' ')} …`);
  const quiet = { stdio: outputToStderr, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const [command, ...before] = [...prefix, 'apt-get', '-q', '-y'];
  // An out-of-date list of one repository does not keep the others from answering.
  await runChild(command, [...before, 'update'], quiet);
  return (
    (await runChild(command, [...before, 'install', '--no-install-recommends', ...packages], quiet)) === 0
  );
}

/** For a message: what the person would type. */
export function installCommand(packages) {
  const names = packages.join(' ');
  return process.getuid?.() === 0
    ? `apt-get update && apt-get install -y ${names}`
    : `sudo apt-get update && sudo apt-get install -y ${names}`;
}

/** What must stand before apt-get: nothing for root, sudo for others; null where neither will do. */
function rootPrefix() {
  if (process.platform !== 'linux' || !succeeds('apt-get', ['--version'])) return null;
  if (process.getuid() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'] : null;
}

function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
