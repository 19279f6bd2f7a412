import type { FileHandle } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { DamagedPacking, NotARecordFile } from './not-a-record-file.ts';

const pieceBytes = 256 * 1024;
/** What a damaged place takes along is at most what this much unpacks to. */
const packedPieceBytes = 8 * 1024;

export interface ReadTextsOptions {
  readonly signal?: AbortSignal;
  /** How much of the file, as it lies on the disk, is read by now. */
  onBytes?(bytes: number): void;
}

/** The text of an open file, unpacked, piece by piece. What is added to the file meanwhile is not read. */
export async function* readTexts(
  handle: FileHandle,
  isCompressed: boolean,
  { signal, onBytes }: ReadTextsOptions,
): AsyncGenerator<string, undefined> {
  const { size } = await handle.stat();
  const file = handle.createReadStream({
    highWaterMark: isCompressed ? packedPieceBytes : pieceBytes,
    // The files of /proc say that they are empty.
    ...(size > 0 ? { end: size - 1 } : {}),
  });
  const bytes: AsyncIterable<Uint8Array> = isCompressed ? unpacked(file) : file;
  let decoder: TextDecoder | null = null;
  try {
    for await (const piece of bytes) {
      signal?.throwIfAborted();
      onBytes?.(file.bytesRead);
      decoder ??= decoderFor(piece);
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    if (/^Z_/.test(String((error as { code?: unknown }).code))) {
      throw new DamagedPacking('The packed file is cut off or damaged.');
    }
    throw error;
  } finally {
    file.destroy();
  }
  return undefined;
}

/** A stream that fails forgets what it holds, so all that is unpacked is taken from it at once, before the error. */
async function* unpacked(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: pieceBytes });
  const pieces: Uint8Array[] = [];
  let failure: unknown = null;
  let hasEnded = false;
  gunzip.on('data', (piece: Uint8Array) => pieces.push(piece));
  const ended = finished(gunzip, { writable: false })
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => {
      hasEnded = true;
    });
  const taken = (): Uint8Array[] => pieces.splice(0);
  try {
    for await (const packed of file) {
      // What follows the end of the packed data is never asked for.
      await Promise.race([new Promise<void>((resolve) => gunzip.write(packed, () => resolve())), ended]);
      yield* taken();
      if (hasEnded) break;
    }
    if (!hasEnded) gunzip.end();
    await ended;
    yield* taken();
    if (failure !== null) throw failure;
  } finally {
    gunzip.destroy();
  }
}

/** Throws for a packing that is not undone here. */
export async function isGzipped(file: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  const start = buffer.subarray(0, bytesRead).toString('latin1');
  const packing = otherPackings.find(([, magic]) => start.startsWith(magic));
  if (packing !== undefined) {
    throw new NotARecordFile(`It is packed as ${packing[0]}: unpack it first, or pack it with gzip.`);
  }
  return start.startsWith('\x1f\x8b');
}

const otherPackings = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['xz', '\xfd7zXZ'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['bzip2', 'BZh'],
] as const;

/** By the mark that UTF-16 files begin with, as spreadsheets and Windows write them; UTF-8 without one. */
function decoderFor(piece: Uint8Array): TextDecoder {
  if (piece[0] === 0xff && piece[1] === 0xfe) return new TextDecoder('utf-16le');
  if (piece[0] === 0xfe && piece[1] === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder();
}
