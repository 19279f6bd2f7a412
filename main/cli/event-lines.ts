import type { AppError } from '../../shared/app-error.ts';
import type { Question, Sort } from '../../shared/question.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { AppServices } from '../app/app-services.ts';
import { exportColumns, isDocument } from '../export/export-column.ts';
import { lineFormats } from '../export/export-format.ts';
import { streamInPortions, streamLines } from '../export/stream-lines.ts';
import { maskedLines } from '../export/write-rows.ts';
import { buildRowsQuery } from '../query/build-page-query.ts';

/**
 * The first `limit` events as JSON objects, one text each, in pieces: made and masked exactly as a JSON Lines export,
 * so that what a script reads from either is the same. Ends with the error, if there is one, as the last piece.
 */
export async function* readEventLines(
  { workspace, egress }: AppServices,
  asked: {
    readonly question: Question;
    readonly sort: Sort;
    readonly columns: readonly string[];
    readonly limit: number;
  },
  nowUs: number,
  signal: AbortSignal,
): AsyncGenerator<Result<readonly string[], AppError>> {
  const rows = buildRowsQuery(asked.question, asked.sort, asked.columns, nowUs);
  if (!rows.ok) {
    yield rows;
    return;
  }
  const { text, values } = rows.value;
  const limited = { text: `SELECT * FROM (${text}) AS found LIMIT ${asked.limit}`, values };
  const columns = exportColumns(asked.columns);
  const lines = { rows: limited, sort: asked.sort, columns, lineSql: lineFormats.jsonl.lineSql(columns) };
  const stream = columns.some(isDocument) ? streamInPortions : streamLines;
  const pieces = stream(workspace.readers, lines, signal);
  await egress.ready();
  for await (const piece of pieces) {
    if (piece.ok) {
      const lines = piece.value.map((row) => String(row.line));
      yield ok(maskedLines(lines, lineFormats.jsonl, egress.stored));
    } else {
      yield piece;
    }
  }
}
