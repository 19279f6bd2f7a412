import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../main/launch/find-chromium.mjs';
import { say } from '../../main/launch/progress.mjs';
import { root } from '../../main/launch/project.mjs';
import { installCommand, installSystemPackages } from '../../main/launch/system-packages.mjs';

/** What the tests need of a Linux system, by how its absence shows, and the Debian packages that bring it. */
const parts = [
  { packages: ['chromium'], isPresent: () => findChromium(process.env, process.platform) !== null },
  { packages: ['dbus', 'dbus-bin', 'dbus-daemon'], isPresent: () => hasBusTools() },
  { packages: ['gnome-keyring'], isPresent: () => canRun('gnome-keyring-daemon', '--version') },
  { packages: ['libsecret-1-0'], isPresent: () => hasLibrary('libsecret-1.so.0') },
  { packages: ['fonts-dejavu-core'], isPresent: () => hasFonts() },
  { packages: ['xvfb'], isPresent: () => !hasElectron() || existsSync('/usr/bin/Xvfb') },
];

/**
 * Installs what is missing where that needs no password, and otherwise says with which command a person can. Answers
 * whether a session bus can be had; the tests that lack a part fail and say so themselves.
 */
export async function ensureSystemParts() {
  if (process.platform !== 'linux') return false;
  const missing = parts.filter((part) => !part.isPresent()).flatMap((part) => part.packages);
  if (missing.length > 0 && !(await installSystemPackages(missing))) {
    say(
      `Some tests need parts of the system that are missing. On Debian and Ubuntu: ${installCommand(missing)}`,
    );
  }
  return hasBusTools();
}

function hasBusTools() {
  return canRun('dbus-run-session', '--version') && canRun('dbus-send', '--help', [0, 1]);
}

function canRun(command, argument, fine = [0]) {
  return fine.includes(spawnSync(command, [argument], { stdio: 'ignore' }).status);
}

function hasLibrary(name) {
  const { stdout } = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  return (stdout ?? '').includes(name);
}

function hasFonts() {
  return existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').length > 0;
}

function hasElectron() {
  return existsSync(join(root, 'node_modules', 'electron', 'dist', 'version'));
}
