import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { say } from './progress.mjs';
import { findRuntime, rememberedFolder, root } from './project.mjs';

/** How long a download may stand still before it is given up; a slow one may take its time. */
const STALLED_AFTER_MS = 20_000;

/**
 * The Electron binary to start, fetched once if it isn't there; null when it can't be had or doesn't run here. A failed
 * download is remembered, so that only the first start waits for it.
 */
export async function findElectron({ tryAgain = false } = {}) {
  const folder = join(root, 'node_modules', 'electron');
  const version = electronVersion(folder);
  if (version === null) return null;
  if (!installedElectron(folder, version)) {
    if (!tryAgain && hasFailedBefore(version)) return null;
    if (!(await download(folder, version))) {
      rememberFailure(version);
      return null;
    }
  }
  const binary = installedElectron(folder, version);
  return binary && runsHere(binary) ? binary : null;
}

/** The path of a complete binary, by the files that Electron's own installer leaves. */
export function installedElectron(folder, version) {
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8');
    const present = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .replace(/^v/, '')
      .trim();
    const binary = join(folder, 'dist', name);
    return present === version && existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

function electronVersion(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return null;
  }
}

async function download(folder, version) {
  say(`Fetching Electron ${version} (once) …`);
  mkdirSync(rememberedFolder, { recursive: true });
  const temporary = mkdtempSync(join(rememberedFolder, 'electron-'));
  const child = spawn(findRuntime(), [join(folder, 'install.js')], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  const watch = killWhenStalled(child, temporary);
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  clearInterval(watch);
  rmSync(temporary, { recursive: true, force: true });
  return code === 0 && installedElectron(folder, version) !== null;
}

/** The installer tells nothing while it works, so what it has fetched is watched growing. */
function killWhenStalled(child, temporary) {
  let size = 0;
  let grewAt = Date.now();
  return setInterval(() => {
    const now = folderSize(temporary);
    if (now !== size) grewAt = Date.now();
    size = now;
    if (Date.now() - grewAt > STALLED_AFTER_MS) child.kill();
  }, 500);
}

function folderSize(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

/** A bare system may lack the libraries that Electron is linked against. As plain Node it needs no display to tell. */
function runsHere(binary) {
  const { status, stderr } = spawnSync(binary, ['-e', ''], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: STALLED_AFTER_MS,
  });
  if (status !== 0) say(`Electron does not run here: ${(stderr ?? '').trim().split('\n').at(-1) ?? ''}`);
  return status === 0;
}

function failurePath() {
  return join(rememberedFolder, 'electron-not-available');
}

function hasFailedBefore(version) {
  try {
    return readFileSync(failurePath(), 'utf8') === version;
  } catch {
    return false;
  }
}

function rememberFailure(version) {
  mkdirSync(rememberedFolder, { recursive: true });
  writeFileSync(failurePath(), version);
}
