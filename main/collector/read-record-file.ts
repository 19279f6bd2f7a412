import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type CsvForm, csvFormOf, readCsv } from './csv-records.ts';
import { createJsonSplitter, maxJsonDepth } from './json-splitter.ts';
import { isDeeperThan, maxReadDepth, parseJson } from './parse-json.ts';

/** One value of a file, or a part of it that can't be read. */
export type FileEntry =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly text: string; readonly reason: string };

type Form = 'lines' | 'values' | CsvForm;

const longestRecord = 32 * 1024 * 1024;
/** Of a part that is longer than a record may be, this much is kept. */
const keptOfTooLong = 1024 * 1024;
const pieceBytes = 256 * 1024;
/** What a damaged place takes along is at most what this much unpacks to. */
const packedPieceBytes = 8 * 1024;

/** Thrown where a file is not what its reader takes; the message is for a person. */
export class NotARecordFile extends Error {}

/** Thrown behind the last values of a packed file that could be unpacked; there may be none. */
export class DamagedPacking extends NotARecordFile {}

export interface ReadFileOptions {
  readonly signal?: AbortSignal;
  /** Called once, before the first values. */
  onForm?(form: { readonly format: 'json' | 'json-lines' | 'csv'; readonly isCompressed: boolean }): void;
  /** How much of the file, as it lies on the disk, is read by now. */
  onBytes?(bytes: number): void;
}

/**
 * The values of a file, piece by piece in bounded memory: a JSON array (each element), JSON Lines (each line), JSON
 * objects one after the other, or a table with a heading (CSV, each row); each also gzipped, told by the content and
 * not by the name. A line or element that is not JSON comes as `unreadable`, and reading goes on behind it. Throws on a
 * file that can't be read at all.
 */
export async function* readRecordFile(
  path: string,
  options: ReadFileOptions = {},
): AsyncGenerator<FileEntry[]> {
  options.signal?.throwIfAborted();
  const isCompressed = await isGzipped(path);
  const texts = readTexts(path, isCompressed, options);
  let start = '';
  let form: Form | null = null;
  while (form === null) {
    const { value, done } = await texts.next();
    start += value ?? '';
    form = formOf(path, start, done === true || start.length > longestRecord);
    if (done && form === null) throw new NotARecordFile('The file is empty.');
  }
  options.onForm?.({ format: formatOf(form), isCompressed });
  const rest = withStart(start, texts);
  if (typeof form === 'object') yield* readCsv(rest, form);
  else yield* form === 'lines' ? readLines(rest) : readValues(rest);
}

function formatOf(form: Form): 'json' | 'json-lines' | 'csv' {
  if (typeof form === 'object') return 'csv';
  return form === 'lines' ? 'json-lines' : 'json';
}

async function* withStart(start: string, texts: AsyncIterable<string>): AsyncGenerator<string> {
  yield start;
  yield* texts;
}

/** Null while too little was read to tell. */
function formOf(path: string, start: string, isAll: boolean): Form | null {
  const text = start.trimStart();
  if (text === '') return null;
  const ending = extname(path.replace(/\.gz$/i, ''));
  if (/^\.(jsonl|ndjson)$/i.test(ending)) return 'lines';
  if (/^\.(csv|tsv)$/i.test(ending)) return csvFormOf(text, true);
  if (text.startsWith('[')) return 'values';
  if (!text.startsWith('{')) {
    const form = csvFormOf(text, false);
    if (form === null) throw new NotARecordFile('The file is neither JSON nor JSON Lines nor a table (CSV).');
    return form;
  }
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0 && !isAll) return null;
  // An object that is written over several lines does not parse up to the end of its first.
  return isJson(lineEnd < 0 ? text : text.slice(0, lineEnd)) ? 'lines' : 'values';
}

async function* readTexts(
  path: string,
  isCompressed: boolean,
  { signal, onBytes }: ReadFileOptions,
): AsyncGenerator<string, undefined> {
  const file = createReadStream(path, { highWaterMark: isCompressed ? packedPieceBytes : pieceBytes });
  const bytes: AsyncIterable<Uint8Array> = isCompressed ? unpacked(file) : file;
  const decoder = new TextDecoder();
  try {
    for await (const piece of bytes) {
      signal?.throwIfAborted();
      onBytes?.(file.bytesRead);
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
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

async function isGzipped(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

async function* readLines(texts: AsyncIterable<string>): AsyncGenerator<FileEntry[]> {
  let unfinished = '';
  let number = 0;
  let isSkipping = false;
  const entryOf = (line: string): FileEntry[] => {
    number++;
    const isRest = isSkipping;
    isSkipping = false;
    return isRest || line.trim() === '' ? [] : [readText(line.trim(), `Line ${number}`)];
  };
  for await (const text of texts) {
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop() ?? '';
    const entries = lines.flatMap(entryOf);
    if (unfinished.length > longestRecord) {
      if (!isSkipping) entries.push(tooLong(unfinished, `Line ${number + 1}`));
      isSkipping = true;
      unfinished = '';
    }
    yield entries;
  }
  yield entryOf(unfinished);
}

async function* readValues(texts: AsyncIterable<string>): AsyncGenerator<FileEntry[]> {
  let entries: FileEntry[] = [];
  let number = 0;
  const splitter = createJsonSplitter((text) => {
    number++;
    entries.push(readText(text, `Record ${number}`));
  });
  for await (const text of texts) {
    splitter.push(text);
    if (splitter.pendingLength() > longestRecord) {
      const { cutOff } = splitter.end();
      yield [...entries, tooLong(cutOff, `Record ${number + 1}`)];
      return;
    }
    yield entries;
    entries = [];
  }
  const { kind, cutOff } = splitter.end();
  if (kind === 'cut-off' || kind === 'malformed' || kind === 'too-deep') {
    entries.push({ kind: 'unreadable', text: cutOff, reason: endings[kind] });
  }
  yield entries;
}

const endings = {
  'cut-off': 'The file ends in the middle of a record.',
  malformed: 'What follows the last record is not JSON; it was not read.',
  'too-deep': `What follows the last record is nested deeper than ${maxJsonDepth} levels; it was not read.`,
};

function readText(text: string, place: string): FileEntry {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return { kind: 'unreadable', text, reason: `${place} is not JSON.` };
  }
  return isDeeperThan(value, maxReadDepth)
    ? { kind: 'unreadable', text, reason: `${place} is nested too deeply: more than ${maxReadDepth} levels.` }
    : { kind: 'value', value };
}

function tooLong(text: string, place: string): FileEntry {
  const megabytes = longestRecord / 1024 / 1024;
  return {
    kind: 'unreadable',
    text: text.slice(0, keptOfTooLong),
    reason: `${place} is longer than ${megabytes} MB; only its beginning is kept.`,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
