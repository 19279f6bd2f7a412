import { createCsvSplitter, csvDelimiters } from './csv-splitter.ts';
import { NotARecordFile } from './not-a-record-file.ts';
import { parseJson } from './parse-json.ts';
import type { FileEntry } from './read-record-file.ts';
import { keptOfTooLong } from './record-limits.ts';

const longestRow = 32 * 1024 * 1024;
/** A row of a table has some dozens; what has more is no table of events. */
const mostColumns = 10_000;
/** A name with more dots stays a name. */
const deepestName = 20;

/** What the first lines tell of a table; null where they are none. */
export interface CsvForm {
  readonly delimiter: string;
  /** Excel's first line `sep=;`, which is no row. */
  readonly hasSeparatorLine: boolean;
}

/**
 * Whether a text is a table with a heading. Without the ending of one in its name it takes two lines with equally many
 * cells, since nearly every text has a comma in it.
 */
export function csvFormOf(text: string, isNamedSo: boolean): CsvForm | null {
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1];
  if (said !== undefined) return { delimiter: said, hasSeparatorLine: true };
  const counts = csvDelimiters.map((delimiter) => ({ delimiter, counts: cellCounts(text, delimiter) }));
  const best = counts.reduce((a, b) => ((b.counts[0] ?? 0) > (a.counts[0] ?? 0) ? b : a));
  const [heading = 0, first] = best.counts;
  const isTable = isNamedSo || (heading > 1 && first === heading && !text.includes('\0'));
  return isTable ? { delimiter: best.delimiter, hasSeparatorLine: false } : null;
}

/** Of the first two rows. */
function cellCounts(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  const splitter = createCsvSplitter(delimiter, (cells) => counts.push(cells.length));
  splitter.push(text.slice(0, 64 * 1024));
  if (counts.length < 2) splitter.end();
  return counts.slice(0, 2);
}

/** The rows of a table as objects under the names of its heading; `device.name` as an object in an object. */
export async function* readCsv(texts: AsyncIterable<string>, form: CsvForm): AsyncGenerator<FileEntry[]> {
  let entries: FileEntry[] = [];
  let heading: readonly (readonly string[])[] | null = null;
  let rowsToSkip = form.hasSeparatorLine ? 1 : 0;
  const splitter = createCsvSplitter(form.delimiter, (cells) => {
    if (rowsToSkip > 0) rowsToSkip--;
    else if (heading === null) heading = headingOf(cells);
    else if (cells.length > mostColumns) entries.push(tooWide(cells));
    else entries.push({ kind: 'value', value: recordOf(heading, cells), length: lengthOf(cells) });
  });
  for await (const text of texts) {
    splitter.push(text);
    yield entries;
    entries = [];
    if (splitter.pendingLength() > longestRow) {
      yield [
        {
          kind: 'unreadable',
          text: '',
          reason: 'A row is longer than 32 MB; a quote may be missing its end.',
        },
      ];
      return;
    }
  }
  if (!splitter.end()) {
    const cutOff = entries.pop();
    const text = JSON.stringify(cutOff?.kind === 'value' ? cutOff.value : null);
    entries.push({ kind: 'unreadable', text, reason: 'The file ends in the middle of a quoted cell.' });
  }
  yield entries;
}

function tooWide(cells: readonly string[]): FileEntry {
  const reason = `A row has more than ${mostColumns.toLocaleString('en')} columns; only its beginning is kept.`;
  return { kind: 'unreadable', text: cells.slice(0, mostColumns).join(',').slice(0, keptOfTooLong), reason };
}

function lengthOf(cells: readonly string[]): number {
  return cells.reduce((length, cell) => length + cell.length, 0);
}

/** Each name as a path. A name stays whole where its beginning is a column of its own. */
function headingOf(cells: readonly string[]): readonly (readonly string[])[] {
  if (cells.length > mostColumns) {
    throw new NotARecordFile(`Its heading has more than ${mostColumns.toLocaleString('en')} columns.`);
  }
  const names = cells.map((cell, index) => cell.replace(/^\uFEFF/, '').trim() || `column ${index + 1}`);
  const known = new Set(names);
  return names.map((name) => {
    const path = name.split('.');
    const isPath = path.length <= deepestName && path.every((part) => /^[\w@$-]+$/.test(part));
    const isTaken =
      isPath && path.some((_part, index) => index > 0 && known.has(path.slice(0, index).join('.')));
    return isPath && !isTaken ? path : [name];
  });
}

function recordOf(
  heading: readonly (readonly string[])[],
  cells: readonly string[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [index, cell] of cells.entries()) {
    if (cell.trim() !== '') put(record, heading[index] ?? [`column ${index + 1}`], cellValue(cell));
  }
  return record;
}

/** An object or list that was written into a cell as JSON; everything else is text. */
function cellValue(cell: string): unknown {
  const text = cell.trim();
  if (!/^(\{.*\}|\[.*\])$/s.test(text)) return cell;
  try {
    return parseJson(text);
  } catch {
    return cell;
  }
}

function put(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let place = record;
  for (const part of path.slice(0, -1)) {
    const inner = Object.hasOwn(place, part) ? place[part] : undefined;
    const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
    define(place, part, next);
    place = next;
  }
  define(place, path.at(-1) ?? '', value);
}

/** An assignment to `__proto__` would change the object's kind. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
