import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/**
 * A file that appears under its name only when it is whole: written beside it as `<path>.keyglass-part`, flushed to the disk,
 * then renamed. Every method may throw the file system's error.
 */
export interface PartFile {
  write(text: string): Promise<void>;
  readonly bytes: number;
  /** Makes the file visible under its name, replacing what is there. */
  complete(): Promise<void>;
  /** Removes what was written. Safe after an error, and after `complete`. */
  discard(): Promise<void>;
}

/** Readable by the owner alone: an export holds what an investigation is about. */
const OWNER_ONLY = 0o600;

export async function openPartFile(path: string): Promise<PartFile> {
  const partPath = `${path}.keyglass-part`;
  // What an interrupted export left goes; a link that someone else put there must not be followed.
  await rm(partPath, { force: true });
  let handle: FileHandle | null = await open(partPath, 'wx', OWNER_ONLY);
  let bytes = 0;

  async function close(): Promise<void> {
    const open = handle;
    handle = null;
    await open?.close();
  }

  return {
    get bytes() {
      return bytes;
    },
    async write(text) {
      if (!handle) throw new Error('The part file is closed');
      // FileHandle.write may write less than asked for; appendFile goes on until all is written.
      const buffer = Buffer.from(text, 'utf8');
      await handle.appendFile(buffer);
      bytes += buffer.byteLength;
    },
    async complete() {
      await handle?.sync();
      await close();
      await rename(partPath, path);
    },
    async discard() {
      await close().catch(() => undefined);
      await rm(partPath, { force: true });
    },
  };
}
