import { columnSql, type ExportColumn, timeSql } from './export-column.ts';

/**
 * CSV as in RFC 4180: commas, CRLF, quotes doubled, UTF-8 without a byte order mark. The header holds the column names
 * that `--fields` takes and JSON Lines uses; ECS names would put `@timestamp`, a formula to a spreadsheet, first.
 *
 * The lines are made in SQL: DuckDB writes a million of them four times as fast as JavaScript can from the values,
 * and off the event loop.
 */
export const csvLineBreak = '\r\n';

/**
 * What makes a spreadsheet read a cell as a formula (or skip to what follows), the full-width forms included. Log
 * fields are attacker-written, so text that starts so gets an apostrophe before it. Numbers stay numbers.
 */
const FORMULA_STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

const formulaStartsSql = FORMULA_STARTS.map((start) =>
  start < ' ' ? `chr(${start.charCodeAt(0)})` : `'${start}'`,
).join(', ');

export function csvHeader(columns: readonly ExportColumn[]): string {
  return columns.map(({ column }) => csvCell(column)).join(',');
}

/** An SQL expression over the exported rows: one line without its line break. */
export function csvLineSql(columns: readonly ExportColumn[]): string {
  // concat() reads NULL as an empty text, which is what an empty cell is.
  return `concat(${columns.map(cellSql).join(", ',', ")}, '')`;
}

function cellSql({ column, kind }: ExportColumn): string {
  switch (kind) {
    case 'number':
    case 'id':
      return columnSql(column);
    case 'time':
      return timeSql(column);
    case 'text':
    case 'json':
      // Bare, the [1] behind it would belong to the type.
      return textCellSql(`(${columnSql(column)}::VARCHAR)`);
  }
}

/** contains() rather than a regular expression: it is several times faster, and this runs for every cell. */
function textCellSql(text: string): string {
  const startsFormula = `${text}[1] IN (${formulaStartsSql})`;
  const needsQuotes = [`'"'`, `','`, 'chr(10)', 'chr(13)'].map((special) => `contains(${text}, ${special})`);
  const safe = `CASE WHEN ${startsFormula} THEN '''' || ${text} ELSE ${text} END`;
  return `CASE WHEN ${needsQuotes.join(' OR ')} OR ${startsFormula} THEN '"' || replace(${safe}, '"', '""') || '"' ELSE ${text} END`;
}

/** One cell of text, safe and quoted where it must be. */
export function csvCell(text: string): string {
  const startsFormula = FORMULA_STARTS.some((start) => text.startsWith(start));
  return quoteWhereNeeded(startsFormula ? `'${text}` : text, startsFormula);
}

/** Texts of the format as they were before it doubled their quotes: to look at, not to write. */
export function csvUnescaped(text: string): string {
  return text.replaceAll('""', '"');
}

/** Masks cell by cell, so that a match never swallows a comma or a quote of the format. */
export function maskCsvLine(line: string, mask: (text: string) => string): string {
  return splitCsvLine(line)
    .map((cell) => quoteWhereNeeded(mask(cell), false))
    .join(',');
}

function quoteWhereNeeded(text: string, always: boolean): string {
  return always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The cells of one line as texts, quotes undone. The line holds no line break outside of quotes. */
export function splitCsvLine(line: string): string[] {
  const cells: string[] = [];
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^,]*))(,|$)/gy;
  for (let match = cell.exec(line); match; match = cell.exec(line)) {
    cells.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '') break;
  }
  return cells;
}
