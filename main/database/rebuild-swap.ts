import { open, rename } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { noRoomToRebuild } from './checkpoint-room.ts';
import { letGo, type OpenedFile, openFile } from './open-file.ts';
import { allowCheckpoints, fence, type InstanceLimits } from './open-instance.ts';
import { copyPaths } from './rebuild-copy.ts';
import { fileExists, type WorkspacePaths } from './workspace-folder.ts';
import { writeOutLog } from './write-out-log.ts';
import { Refusal } from './write-queue.ts';

/** Windows renames nothing over a file that is open. */
export const SYSTEM_CLOSES_FIRST = process.platform === 'win32';

/** The file that is open. Who needs it asks here each time, for a swap puts another in its place. */
export class FileInUse {
  #file: OpenedFile | null;

  constructor(file: OpenedFile) {
    this.#file = file;
  }

  /** For the write queue alone. */
  get connection(): DuckDBConnection {
    return this.#opened().connection;
  }

  async connect(): Promise<DuckDBConnection> {
    return this.#opened().instance.connect();
  }

  close(): void {
    if (this.#file) letGo(this.#file);
    this.#file = null;
  }

  /**
   * Puts the copy in the place of the file and opens it. No connection but the writing one may be open, and nothing may
   * have been written since the copy was made. There is no log then, so whatever a crash leaves is one of two complete
   * files, and never a log of the other beside it.
   *
   * The old file is held until the new one is, so that no other process opens it in between. Where it must be closed
   * first, renaming fails if another process was that quick, and the old one is opened again. Throws where the file
   * stayed what it was. Where it can't be opened any more, all that is asked of it later fails, too.
   */
  async swap(
    paths: WorkspacePaths,
    limits: InstanceLimits,
    closesFirst = SYSTEM_CLOSES_FIRST,
  ): Promise<void> {
    const old = this.#opened();
    // The copy may have taken what room there was.
    const log = await writeOutLog(old.connection, paths);
    if (log === 'no-room') throw new Refusal(noRoomToRebuild);
    if (await fileExists(paths.wal)) throw new Error('IO Error: the log could not be written out');
    // Closing the old file must not touch a log: by then it may be the new one's.
    await old.connection.run('PRAGMA disable_checkpoint_on_shutdown');
    if (closesFirst) this.close();
    try {
      await putInPlace(paths);
    } catch (problem) {
      if (closesFirst) this.#file = await openFenced(paths, limits);
      else await allowCheckpoints(old.connection);
      throw problem;
    }
    this.close();
    this.#file = await openFenced(paths, limits);
  }

  #opened(): OpenedFile {
    if (!this.#file) throw new Error('FATAL Error: the file could not be opened again');
    return this.#file;
  }
}

export async function putInPlace(paths: WorkspacePaths): Promise<void> {
  await rename(copyPaths(paths).file, paths.file);
  // So that the new name outlives a power cut. Windows opens no folders, and writes names through by itself.
  const folder = await open(paths.folder, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function openFenced(paths: WorkspacePaths, limits: InstanceLimits): Promise<OpenedFile> {
  const opening = await openFile(paths, limits);
  if (opening.kind === 'refused') throw new Error(`FATAL Error: ${opening.error.message}`);
  if (opening.kind === 'damaged') throw new Error(`FATAL Error: ${opening.detail}`);
  try {
    await allowCheckpoints(opening.file.connection);
    await fence(opening.file.connection, paths);
    return opening.file;
  } catch (problem) {
    letGo(opening.file);
    throw problem;
  }
}
