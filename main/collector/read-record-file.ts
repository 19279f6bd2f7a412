import { extname } from 'node:path';
import { type CsvForm, csvFormOf, readCsv } from './csv-records.ts';
import { createJsonSplitter, maxJsonDepth } from './json-splitter.ts';
import { NotARecordFile } from './not-a-record-file.ts';
import { openRegularFile } from './open-regular-file.ts';
import { isDeeperThan, maxReadDepth, parseJson } from './parse-json.ts';
import { isGzipped, type ReadTextsOptions, readTexts } from './read-file-texts.ts';
import { beyondEntryLimits, keptOfTooLong, maxEntryValues } from './record-limits.ts';

/** One value of a file, or a part of it that can't be read. */
export type FileEntry =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      /** Characters of its text, so that the caller can bound what it holds at once. */
      readonly length: number;
    }
  | { readonly kind: 'unreadable'; readonly text: string; readonly reason: string };

type Form = 'lines' | 'values' | CsvForm;

const longestRecord = 32 * 1024 * 1024;
const lookedAtForBinary = 1_000;

export interface ReadFileOptions extends ReadTextsOptions {
  /** Called once, before the first values. */
  onForm?(form: { readonly format: 'json' | 'json-lines' | 'csv'; readonly isCompressed: boolean }): void;
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
  const file = await openRegularFile(path);
  let texts: AsyncGenerator<string> | null = null;
  try {
    const isCompressed = await isGzipped(file);
    texts = readTexts(file, isCompressed, options);
    const { form, start } = await readForm(path, texts);
    options.onForm?.({ format: formatOf(form), isCompressed });
    const rest = withStart(start, texts);
    if (typeof form === 'object') yield* readCsv(rest, form);
    else yield* form === 'lines' ? readLines(rest) : readValues(rest);
  } finally {
    await texts?.return(undefined);
    await file.close();
  }
}

/** Reads until it can be told what the file is. */
async function readForm(path: string, texts: AsyncIterator<string>) {
  let start = '';
  for (let readLength = 0; ; ) {
    const { value, done } = await texts.next();
    // What is blank up to here is not held: there may be gigabytes of it.
    start = (start + (value ?? '')).trimStart();
    readLength += value?.length ?? 0;
    if (start === '' && readLength > longestRecord) throw new NotARecordFile('It is blank.');
    const form = formOf(path, start, done === true || start.length > longestRecord);
    if (form !== null) return { form, start };
    if (done) throw new NotARecordFile('The file is empty.');
  }
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
  const text = start;
  if (text === '') return null;
  if (text.slice(0, lookedAtForBinary).includes('\0')) throw new NotARecordFile('It is no text file.');
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
    const [first = '', ...others] = text.split('\n');
    const last = others.pop();
    const entries = last === undefined ? [] : [unfinished + first, ...others].flatMap(entryOf);
    // What is held is joined once, when its end has come: a line may arrive in very many pieces.
    unfinished = last ?? (isSkipping ? '' : unfinished + first);
    if (unfinished.length > longestRecord) {
      entries.push(tooLong(unfinished, `Line ${number + 1}`));
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
  const unreadable = (what: string): FileEntry => ({ kind: 'unreadable', text, reason: `${place} ${what}` });
  const tooDeep = `is nested too deeply: more than ${maxReadDepth} levels.`;
  const beyond = beyondEntryLimits(text);
  if (beyond === 'values') return unreadable(`holds more than ${maxEntryValues / 1_000_000} million values.`);
  if (beyond === 'depth') return unreadable(tooDeep);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return unreadable('is not JSON.');
  }
  return isDeeperThan(value, maxReadDepth)
    ? unreadable(tooDeep)
    : { kind: 'value', value, length: text.length };
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
