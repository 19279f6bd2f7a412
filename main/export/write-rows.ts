import type { AppError } from '../../shared/app-error.ts';
import type { Sort } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PlainRow, Readers, SqlQuery } from '../database/readers.ts';
import { type ExportColumn, exportColumns } from './export-column.ts';
import { exportFailure } from './export-failure.ts';
import type { LineFormat } from './export-format.ts';
import type { PartFile } from './part-file.ts';
import { streamLines } from './stream-lines.ts';

export interface RowsToWrite {
  /** As `LinesToStream` has them. */
  readonly rows: SqlQuery;
  readonly sort: Sort;
  readonly columns: readonly string[];
  readonly format: LineFormat;
  readonly file: PartFile;
  /** For messages: the path that the analyst chose. */
  readonly path: string;
  readonly mask: (text: string) => string;
  readonly signal: AbortSignal;
  onWritten(rows: number): void;
}

/**
 * Streams the rows into the file. Waits for the disk before it asks for more, so memory stays the same however many
 * rows there are; while the disk is busy the next piece is already being made.
 */
export async function writeRows(readers: Readers, work: RowsToWrite): Promise<Result<null, AppError>> {
  const columns = exportColumns(work.columns);
  const lines = { ...work, columns, lineSql: work.format.lineSql(columns) };
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  const pieces = streamLines(readers, lines, signal)[Symbol.asyncIterator]();
  try {
    await writeHeader(work, columns);
    let next = pieces.next();
    for (;;) {
      const piece = await next;
      if (piece.done) return ok(null);
      if (!piece.value.ok) return piece.value;
      next = pieces.next();
      // An abandoned promise that rejects later would end the process; the error is met when it is awaited.
      next.catch(() => undefined);
      await work.file.write(linesOf(piece.value.value, work));
      work.onWritten(piece.value.value.length);
    }
  } catch (error) {
    const failure = exportFailure(error, work.path);
    if (!failure) throw error;
    return failed(failure);
  } finally {
    stop.abort();
    await pieces.return?.();
  }
}

async function writeHeader({ format, file }: RowsToWrite, columns: readonly ExportColumn[]): Promise<void> {
  const header = format.header(columns);
  if (header !== null) await file.write(header + format.lineBreak);
}

function linesOf(rows: readonly PlainRow[], { format, mask }: RowsToWrite): string {
  const lines = rows.map((row) => String(row.line));
  const text = lines.join(format.lineBreak) + format.lineBreak;
  if (hasNothingToMask(text, format, mask)) return text;
  return lines.map((line) => format.maskLine(line, mask) + format.lineBreak).join('');
}

/** The lines with every text in them masked. */
export function maskedLines(
  lines: readonly string[],
  format: LineFormat,
  mask: (text: string) => string,
): readonly string[] {
  return hasNothingToMask(lines.join(format.lineBreak), format, mask)
    ? lines
    : lines.map((line) => format.maskLine(line, mask));
}

/**
 * Stored events hold markers in place of secrets, so there is nearly never anything to mask, and one look at all lines
 * together tells. Otherwise each line is taken apart and put together again, so that the format stays intact.
 */
function hasNothingToMask(text: string, format: LineFormat, mask: (text: string) => string): boolean {
  const plain = format.unescaped(text);
  return mask(plain) === plain;
}
