import { createReadStream, createWriteStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { freeNameAside, type WorkspacePaths } from './workspace-folder.ts';

/** Copies what comes after `keptBytes` of the log into a file of its own. */
export async function keepEndOf(
  { wal }: Pick<WorkspacePaths, 'wal'>,
  keptBytes: number,
  nowUs: number,
): Promise<string> {
  const aside = await freeNameAside(wal, nowUs);
  await pipeline(createReadStream(wal, { start: keptBytes }), createWriteStream(aside, { mode: 0o600 }));
  return aside;
}

export async function cutOffAfter({ wal }: Pick<WorkspacePaths, 'wal'>, bytes: number): Promise<void> {
  await truncate(wal, bytes);
}
