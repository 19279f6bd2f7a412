import type { ExportFormat } from '../../shared/export-job.ts';
import { csvHeader, csvLineBreak, csvLineSql, csvUnescaped, maskCsvLine } from './csv.ts';
import type { ExportColumn } from './export-column.ts';
import { jsonLineBreak, jsonLineSql, jsonUnescaped, maskJsonLine } from './json-lines.ts';

/** A format that is written line by line. */
export interface LineFormat {
  /** What stands before the first row, without its line break; null where there is nothing. */
  header(columns: readonly ExportColumn[]): string | null;
  readonly lineBreak: string;
  /** An SQL expression over the rows of the rows query, giving one line of text. */
  lineSql(columns: readonly ExportColumn[]): string;
  /** Many lines with their escapes undone, for telling quickly whether there is anything to mask. */
  unescaped(text: string): string;
  maskLine(line: string, mask: (text: string) => string): string;
}

export const lineFormats: Readonly<Record<ExportFormat, LineFormat>> = {
  csv: {
    header: csvHeader,
    lineBreak: csvLineBreak,
    lineSql: csvLineSql,
    unescaped: csvUnescaped,
    maskLine: maskCsvLine,
  },
  jsonl: {
    header: () => null,
    lineBreak: jsonLineBreak,
    lineSql: jsonLineSql,
    unescaped: jsonUnescaped,
    maskLine: maskJsonLine,
  },
};
