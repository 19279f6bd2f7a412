import { columnSql, type ExportColumn, timeSql } from './export-column.ts';

/**
 * One JSON object a line, the keys as `--fields` takes them and `search --json` prints them. Times are ISO 8601 text,
 * `ocsf` and `raw` are objects, a missing value is null. Made in SQL, for the reason given in `csv.ts`.
 */
export const jsonLineBreak = '\n';

/** An SQL expression over the exported rows: one object as text. */
export function jsonLineSql(columns: readonly ExportColumn[]): string {
  const members = columns.map((column) => `${keySql(column.column)}, ${valueSql(column)}`);
  return `json_object(${members.join(', ')})::VARCHAR`;
}

function keySql(key: string): string {
  return `'${key.replaceAll("'", "''")}'`;
}

function valueSql({ column, kind }: ExportColumn): string {
  switch (kind) {
    case 'time':
      return timeSql(column);
    case 'text':
    case 'id':
      return `${columnSql(column)}::VARCHAR`;
    case 'number':
    case 'json':
      return columnSql(column);
  }
}

const ESCAPED = /\\(?:u([0-9a-fA-F]{4})|(.))/g;
const control: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Texts of the format as they were before it escaped them: to look at, not to write. */
export function jsonUnescaped(text: string): string {
  return text.replaceAll(ESCAPED, (_, code: string | undefined, character: string = '') =>
    code === undefined ? (control[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Masks each text of the object, keys too, so that a match never swallows the format's own characters. */
export function maskJsonLine(line: string, mask: (text: string) => string): string {
  return JSON.stringify(maskTexts(JSON.parse(line), mask));
}

/** A copy in which every text went through `mask`. */
export function maskTexts(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((element) => maskTexts(element, mask));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [mask(key), maskTexts(member, mask)]),
  );
}
