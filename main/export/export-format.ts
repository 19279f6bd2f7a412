import type { ExportFormat } from '../../shared/export-job.ts';
import { csvHeader, csvLineBreak, csvLineSql, csvUnescaped, maskCsvLine } from './csv.ts';
import { ecsColumns, ecsLineSql, ocsfColumns, ocsfLineSql } from './document-lines.ts';
import type { ExportColumn } from './export-column.ts';
import { jsonLineBreak, jsonLineSql, jsonUnescaped, maskJsonLine } from './json-lines.ts';

/** A format that is written line by line. */
export interface LineFormat {
  /** The columns that a format of whole documents needs, whatever was chosen; null where the choice counts. */
  readonly columns: readonly string[] | null;
  /** What stands before the first row, without its line break; null where there is nothing. */
  header(columns: readonly ExportColumn[]): string | null;
  readonly lineBreak: string;
  /** An SQL expression over the rows of the rows query, giving one line of text. */
  lineSql(columns: readonly ExportColumn[]): string;
  /** Many lines with their escapes undone, for telling quickly whether there is anything to mask. */
  unescaped(text: string): string;
  maskLine(line: string, mask: (text: string) => string): string;
}

const jsonLines = {
  header: () => null,
  lineBreak: jsonLineBreak,
  unescaped: jsonUnescaped,
  maskLine: maskJsonLine,
};

export const lineFormats: Readonly<Record<ExportFormat, LineFormat>> = {
  csv: {
    columns: null,
    header: csvHeader,
    lineBreak: csvLineBreak,
    lineSql: csvLineSql,
    unescaped: csvUnescaped,
    maskLine: maskCsvLine,
  },
  jsonl: { ...jsonLines, columns: null, lineSql: jsonLineSql },
  ocsf: { ...jsonLines, columns: ocsfColumns, lineSql: ocsfLineSql },
  ecs: { ...jsonLines, columns: ecsColumns, lineSql: ecsLineSql },
};
