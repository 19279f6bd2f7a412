import { type FileHandle, open } from 'node:fs/promises';
import type { WorkspacePaths } from './workspace-folder.ts';

/**
 * What DuckDB's write-ahead log is before DuckDB reads it. DuckDB passes over a log whose beginning it doesn't know,
 * and over everything after an entry that is cut off, and says nothing: what was committed there would be gone unseen.
 */
export type LogState =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole' }
  /** Up to `keptBytes` it holds whole transactions; what follows is the beginning of one, or no entry at all. */
  | { readonly kind: 'torn'; readonly keptBytes: number }
  /** Not the log of this file, or not one at all. */
  | { readonly kind: 'unknown' };

/** The log begins with an object of DuckDB's own serialisation, which names the file that it belongs to. */
const LONGEST_HEADER = 128;
const FILE_ID_BYTES = 16;
const FILE_ID_COUNT_BYTES = Buffer.from([0x66, 0x00, FILE_ID_BYTES]);
const MAIN_HEADER_BYTES = 4_096;
/** Each entry begins with its length and a checksum, eight bytes each. */
const ENTRY_HEAD_BYTES = 16;
/** The third byte of an entry says what it is. The last entry of a transaction: */
const KIND_OFFSET = 2;
const END_OF_TRANSACTION = 100;
const VERSION_KIND = 98;
const KNOWN_VERSION = 2;

/**
 * Only reads, so it does no harm where another process turns out to hold the file. Checksums are left to DuckDB, which
 * refuses a log with a wrong one and names the place; `upToByte` then tells where the whole transactions before it end.
 */
export async function inspectLog(
  paths: Pick<WorkspacePaths, 'file' | 'wal'>,
  upToByte = Number.POSITIVE_INFINITY,
): Promise<LogState> {
  const log = await openForReading(paths.wal);
  if (!log) return { kind: 'none' };
  try {
    const { size } = await log.stat();
    if (size === 0) return { kind: 'none' };
    const start = headerLength(await readAt(log, 0, LONGEST_HEADER), await mainHeader(paths.file));
    if (start === null) return { kind: 'unknown' };
    const keptBytes = await endOfTransactions(log, start, Math.min(size, upToByte));
    return keptBytes === size ? { kind: 'whole' } : { kind: 'torn', keptBytes };
  } finally {
    await log.close();
  }
}

async function endOfTransactions(log: FileHandle, start: number, size: number): Promise<number> {
  let end = start;
  for (let at = start; at + ENTRY_HEAD_BYTES + KIND_OFFSET < size; ) {
    const head = await readAt(log, at, ENTRY_HEAD_BYTES + KIND_OFFSET + 1);
    const length = Number(head.readBigUInt64LE(0));
    at += ENTRY_HEAD_BYTES + length;
    if (length <= KIND_OFFSET || at > size) break;
    if (head[ENTRY_HEAD_BYTES + KIND_OFFSET] === END_OF_TRANSACTION) end = at;
  }
  return end;
}

/** Null where the log's head is damaged or names another file. */
function headerLength(head: Buffer, file: Buffer): number | null {
  const isVersion = head[0] === 0x64 && head[1] === 0 && head[2] === VERSION_KIND;
  if (!isVersion || head[3] !== 0x65 || head[4] !== 0 || head[5] !== KNOWN_VERSION) return null;
  if (!head.subarray(6, 9).equals(FILE_ID_COUNT_BYTES)) return null;
  let at = 9;
  const id: number[] = [];
  while (id.length < FILE_ID_BYTES) {
    const number = variableNumber(head, at);
    if (!number || number.value > 0xff) return null;
    id.push(number.value);
    at = number.end;
  }
  const iteration = head[at] === 0x67 && head[at + 1] === 0 ? variableNumber(head, at + 2) : null;
  if (!iteration || head.readUInt16LE(iteration.end) !== 0xffff) return null;
  return file.includes(Buffer.from(id)) ? iteration.end + 2 : null;
}

/** Seven bits a byte, lowest first; the uppermost bit says that another follows. */
function variableNumber(bytes: Buffer, from: number): { value: number; end: number } | null {
  let value = 0;
  for (let at = from; at < from + 5; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return null;
}

async function mainHeader(path: string): Promise<Buffer> {
  const file = await openForReading(path);
  if (!file) return Buffer.alloc(0);
  try {
    return await readAt(file, 0, MAIN_HEADER_BYTES);
  } finally {
    await file.close();
  }
}

async function openForReading(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return null;
    throw problem;
  }
}

/** As many bytes as asked for; those beyond the end are zero. */
async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, at);
  return bytes;
}
