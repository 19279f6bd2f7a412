import type { ExportFormat } from '../../shared/export-job.ts';
import { csvHeader, csvLineBreak, csvLineSql, maskCsvLine } from './csv.ts';
import type { ExportColumn } from './export-column.ts';
import { jsonLineBreak, jsonLineSql, maskJsonLine } from './json-lines.ts';

/** A format that is written line by line. */
export interface LineFormat {
  /** What stands before the first row, without its line break; null where there is nothing. */
  header(columns: readonly ExportColumn[]): string | null;
  readonly lineBreak: string;
  /** An SQL expression over the rows of the rows query, giving one line of text. */
  lineSql(columns: readonly ExportColumn[]): string;
  maskLine(line: string, mask: (text: string) => string): string;
}

export const lineFormats: Readonly<Record<ExportFormat, LineFormat>> = {
  csv: { header: csvHeader, lineBreak: csvLineBreak, lineSql: csvLineSql, maskLine: maskCsvLine },
  jsonl: { header: () => null, lineBreak: jsonLineBreak, lineSql: jsonLineSql, maskLine: maskJsonLine },
};
