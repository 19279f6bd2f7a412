import { access, readFile, rm, writeFile } from 'node:fs/promises';
import type { WorkspacePaths } from './workspace-folder.ts';

/*
 * Notes about the file, beside it and not in it: a damaged file may take no more, and a backup that takes its place
 * must not bring the notes of another one with it.
 */

type OfFile = Pick<WorkspacePaths, 'file'>;

const damageMet = ({ file }: OfFile) => `${file}.damage-met`;
const shortOfMemory = ({ file }: OfFile) => `${file}.needs-memory`;
const readWholly = ({ file }: OfFile) => `${file}.read-wholly`;

/** The next opening then reads the whole file before anyone else does. Throws nothing: the person is told in any case. */
export async function noteDamage(paths: OfFile, detail: string): Promise<void> {
  await writeFile(damageMet(paths), `${detail}\n`, { mode: 0o600 }).catch(() => undefined);
}

/** What was met, as DuckDB said it; null where nothing was. */
export async function damageNoted(paths: OfFile): Promise<string | null> {
  return readFile(damageMet(paths), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

export async function forgetDamage(paths: OfFile): Promise<void> {
  await rm(damageMet(paths), { force: true });
}

export async function noteReading(paths: OfFile, nowUs: number): Promise<void> {
  await writeFile(readWholly(paths), `${nowUs}\n`, { mode: 0o600 }).catch(() => undefined);
}

/** When the whole file was last read without meeting damage, in UTC microseconds; 0 where that is not known. */
export async function readingNoted(paths: OfFile): Promise<number> {
  const text = await readFile(readWholly(paths), 'utf8').catch(() => '');
  return Number(text) || 0;
}

/** Stays: the records that took so much are there the next time as well. */
export async function noteShortMemory(paths: OfFile): Promise<void> {
  await writeFile(shortOfMemory(paths), '', { mode: 0o600 }).catch(() => undefined);
}

/** Whether the usual memory was not enough for this file before. */
export async function isShortMemoryNoted(paths: OfFile): Promise<boolean> {
  return access(shortOfMemory(paths)).then(
    () => true,
    () => false,
  );
}
