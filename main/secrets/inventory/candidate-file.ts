import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { LONGEST_CANDIDATE } from './look-up.ts';
import { decodeLine, type FileEncoding } from './text-encoding.ts';

/** Some million lines; a file of more is something else, or can be split. */
const LARGEST_FILE = 64 * 1_024 * 1_024;

/** Why the file can't hold candidates, before it is read. */
export async function checkCandidateFile(path: string): Promise<Result<null, AppError>> {
  if (path.includes('\0')) return failed(notReadable());
  const file = await stat(path).catch(() => null);
  if (file === null) {
    return failed(appError('invalid-input', 'There is no such file.', 'Check the path and its spelling.'));
  }
  if (!file.isFile()) {
    return failed(
      appError('invalid-input', 'This is no ordinary file.', 'Name a file with one value a line.'),
    );
  }
  if (file.size > LARGEST_FILE) {
    return failed(
      appError(
        'invalid-input',
        `The file is larger than ${LARGEST_FILE / 1_024 / 1_024} MiB.`,
        'Split it and look up one part after the other.',
      ),
    );
  }
  return ok(null);
}

export function notReadable(): AppError {
  return appError(
    'storage',
    'The file could not be read to its end. Nothing was answered.',
    'Check that you may read it and that its disk is present.',
  );
}

export function noText(): AppError {
  return appError(
    'invalid-input',
    'The file is no text that can be read. Nothing was answered.',
    'Save it as UTF-8, with one value a line.',
  );
}

/**
 * The lines of the file, or the texts of the JSON list that it is. A line that is too long comes cut, but still longer
 * than a candidate may be. Throws what the file system throws.
 */
export async function* readCandidates(path: string, encoding: FileEncoding): AsyncGenerator<string> {
  const candidates = splitCandidates(decoded(path, encoding));
  if (encoding !== 'bytes') yield* candidates;
  else for await (const candidate of candidates) yield decodeLine(candidate);
}

/** The same for text that comes from elsewhere, in pieces. */
export async function* splitCandidates(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let splitter: Splitter | null = null;
  for await (const text of pieces) {
    splitter ??= /^\s*\[\s*["\]]/.test(text) ? new TextLiterals() : new Lines();
    yield* splitter.add(text);
  }
  if (splitter) yield* splitter.end();
}

async function* decoded(path: string, encoding: FileEncoding): AsyncGenerator<string> {
  const decoder = encoding === 'bytes' ? null : new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1_024 })) {
    const bytes: Buffer = chunk;
    yield decoder?.decode(bytes, { stream: true }) ?? bytes.toString('latin1');
  }
  if (decoder) yield decoder.decode();
}

interface Splitter {
  add(text: string): Iterable<string>;
  end(): Iterable<string>;
}

class Lines implements Splitter {
  #rest = '';

  *add(text: string): Iterable<string> {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    yield* lines;
    if (this.#rest.length > LONGEST_CANDIDATE + 1) yield* this.end();
  }

  *end(): Iterable<string> {
    const last = this.#rest;
    this.#rest = '';
    if (last !== '') yield last.replace(/\r$/, '');
  }
}

const LITERAL = /"[^"\\]*(?:\\.[^"\\]*)*"/gs;

/** The texts of a JSON list, however it is broken into lines. */
class TextLiterals implements Splitter {
  #rest = '';

  *add(text: string): Iterable<string> {
    const all = this.#rest + text;
    let end = 0;
    for (const match of all.matchAll(LITERAL)) {
      end = match.index + match[0].length;
      yield textOf(match[0]);
    }
    const open = all.indexOf('"', end);
    this.#rest = open === -1 ? '' : all.slice(open);
    if (this.#rest.length > 2 * LONGEST_CANDIDATE) yield* this.end();
  }

  *end(): Iterable<string> {
    const last = this.#rest;
    this.#rest = '';
    if (last !== '') yield last;
  }
}

function textOf(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}
