import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';

/** `bytes`: neither UTF-8 nor UTF-16 throughout; each line is to be looked at for itself, see `decodeLine`. */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'bytes';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows = new TextDecoder('windows-1252');

/**
 * How a file writes its text; null for what is no text. A wrong guess would say of every value that it was not exposed.
 * Throws what the file system throws.
 */
export async function encodingOfFile(path: string): Promise<FileEncoding | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1_024 })) {
      const bytes: Buffer = chunk;
      const wide = isFirst ? wideEncoding(bytes) : 'none';
      if (wide !== 'none') return wide;
      isFirst = false;
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (problem) {
    if (problem instanceof TypeError) return 'bytes';
    throw problem;
  }
}

/** A line of a file of `bytes`, each of which is a character so far: UTF-8 if it can be, else as Windows wrote it before. */
export function decodeLine(bytes: string): string {
  const line = Buffer.from(bytes, 'latin1');
  try {
    return utf8.decode(line);
  } catch {
    return windows.decode(line);
  }
}

/**
 * By the mark at the beginning, or by the NULs that Latin letters have in UTF-16: in every second byte. `none` where there
 * are as few as in any text, null where there are more: UTF-32, or a file of no text.
 */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'none' | null {
  const nuls = [0, 0, 0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) nuls[at % 4] = (nuls[at % 4] ?? 0) + 1;
  const [first, second, third, fourth] = nuls.map((count) => count > bytes.length / 8);
  if ((second && third) || (first && second)) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (second && fourth) return 'utf-16le';
  if (first && third) return 'utf-16be';
  return nuls.some((count) => count > Math.max(8, bytes.length / 32)) ? null : 'none';
}
