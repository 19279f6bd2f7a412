import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './progress.mjs';
import { root } from './project.mjs';

const lock = join(root, 'dist', 'launch.lock');

/** Two commands started together must not install or build into each other's files: the second waits for the first. */
export async function oneAtATime(work) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (let waited = false; !takeLock(); waited = true) {
    if (!waited) say('Waiting for another Keyglass command to finish installing or building …');
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld()) rmSync(lock, { force: true });
    return false;
  }
}

function isHeld() {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    // Between creating the file and writing the number it is empty, for an instant.
    if (holder === 0) return true;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    // Another person's process answers EPERM, and lives.
    return error.code === 'EPERM';
  }
}
