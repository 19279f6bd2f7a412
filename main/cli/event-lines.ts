import type { AppError } from '../../shared/app-error.ts';
import type { Question, Sort } from '../../shared/question.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { AppServices } from '../app/app-services.ts';
import type { PlainRow, Readers, SqlQuery } from '../database/readers.ts';
import { exportColumns } from '../export/export-column.ts';
import { lineFormats } from '../export/export-format.ts';
import { buildLineQuery, maskedLines } from '../export/write-rows.ts';
import { buildLengthsQuery, buildRowsOfQuery, buildRowsQuery } from '../query/build-page-query.ts';

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
  const holdsDocuments = asked.columns.some((column) => documents.has(column));
  const wanted = holdsDocuments ? [] : asked.columns;
  const rows = buildRowsQuery(asked.question, asked.sort, wanted, nowUs);
  if (!rows.ok) {
    yield rows;
    return;
  }
  const { text, values } = rows.value;
  const limited = { text: `SELECT * FROM (${text}) AS found LIMIT ${asked.limit}`, values };
  const lineSql = lineFormats.jsonl.lineSql(exportColumns(asked.columns));
  const pieces = holdsDocuments
    ? readDocuments(workspace.readers, limited, { ...asked, lineSql }, signal)
    : workspace.readers.stream(buildLineQuery(limited, lineSql), signal);
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

/** Columns that hold a whole event, of any length. */
const documents: ReadonlySet<string> = new Set(['raw', 'ocsf', 'ecs']);
/** Of documents that are read at once. */
const lengthAtOnce = 16 * 1024 * 1024;

/**
 * The rows of `found`, in its order, with their documents: read in pieces of a bounded length, since two thousand rows
 * of a few megabytes each are more than any memory.
 */
async function* readDocuments(
  readers: Readers,
  found: SqlQuery,
  asked: { readonly sort: Sort; readonly columns: readonly string[]; readonly lineSql: string },
  signal: AbortSignal,
): AsyncGenerator<Result<readonly PlainRow[], AppError>> {
  for await (const piece of readers.stream(found, signal)) {
    if (!piece.ok) return yield piece;
    const eventIds = piece.value.map((row) => String(row.event_id));
    if (eventIds.length === 0) continue;
    const lengths = await readers.all(buildLengthsQuery(eventIds), signal);
    if (!lengths.ok) return yield lengths;
    const known = new Map(lengths.value.map((row) => [String(row.event_id), Number(row.length)]));
    for (const some of inPieces(eventIds, known)) {
      const rows = buildRowsOfQuery(some, asked.sort, asked.columns);
      if (!rows.ok) return yield rows;
      yield* readers.stream(buildLineQuery(rows.value, asked.lineSql), signal);
    }
  }
}

function inPieces(eventIds: readonly string[], lengths: ReadonlyMap<string, number>): string[][] {
  const pieces: string[][] = [];
  let left = 0;
  for (const eventId of eventIds) {
    const length = lengths.get(eventId) ?? 0;
    if (pieces.length === 0 || length > left) {
      pieces.push([]);
      left = lengthAtOnce;
    }
    pieces.at(-1)?.push(eventId);
    left -= length;
  }
  return pieces;
}
