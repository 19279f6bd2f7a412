import type { AppError } from '../../shared/app-error.ts';
import type { Sort } from '../../shared/question.ts';
import type { Result } from '../../shared/result.ts';
import type { PlainRow, Readers, SqlQuery } from '../database/readers.ts';
import { isOutOfMemory } from '../database/storage-error.ts';
import { buildLengthsQuery, buildRowsOfQuery } from '../query/build-page-query.ts';
import { type ExportColumn, isPath } from './export-column.ts';

export interface LinesToStream {
  /** The rows to write, in order: `event_id` and all columns. */
  readonly rows: SqlQuery;
  readonly sort: Sort;
  readonly columns: readonly ExportColumn[];
  /** An expression over the rows that gives one line of text. */
  readonly lineSql: string;
}

/** Characters of documents that are held at once. DuckDB takes some six times as much for each path that it follows. */
const LENGTH_AT_ONCE = 16 * 1024 * 1024;

type Piece = Result<readonly PlainRow[], AppError>;

/**
 * One line of text for each row, in the column `line`, in order. All rows are asked for at once. DuckDB works on two
 * thousand of them at a time, though, and keeps what it parsed of each for every path by itself: six paths into records
 * of four kilobytes may be more than all the memory it has. It tells so before the first row; they are read in portions
 * of a bounded length then, which takes longer.
 */
export async function* streamLines(
  readers: Readers,
  lines: LinesToStream,
  signal: AbortSignal,
): AsyncIterable<Piece> {
  let isFirst = true;
  for await (const piece of readers.stream(lineQuery(lines.rows, lines.lineSql), signal)) {
    if (isFirst && !piece.ok && isOutOfMemory(piece.error.detail ?? '')) {
      return yield* streamInPortions(readers, lines, signal);
    }
    isFirst = false;
    yield piece;
  }
}

/** The same in portions from the start: for whole documents, of which two thousand may be more than any memory. */
export async function* streamInPortions(
  readers: Readers,
  { rows, sort, columns, lineSql }: LinesToStream,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const names = columns.map(({ column }) => column);
  const lengthAtOnce = LENGTH_AT_ONCE / Math.max(1, columns.filter(isPath).length);
  const found = { text: `SELECT event_id FROM (${rows.text}) AS found`, values: rows.values };
  for await (const piece of readers.stream(found, signal)) {
    if (!piece.ok) return yield piece;
    const eventIds = piece.value.map((row) => String(row.event_id));
    if (eventIds.length === 0) continue;
    const lengths = await readers.all(buildLengthsQuery(eventIds), signal);
    if (!lengths.ok) return yield lengths;
    const known = new Map(lengths.value.map((row) => [String(row.event_id), Number(row.length)]));
    for (const some of portionsOf(eventIds, known, lengthAtOnce)) {
      const portion = buildRowsOfQuery(some, sort, names);
      if (!portion.ok) return yield portion;
      yield* readers.stream(portionQuery(portion.value, lineSql), signal);
    }
  }
}

function lineQuery(rows: SqlQuery, lineSql: string): SqlQuery {
  return { text: `SELECT ${lineSql} AS line FROM (${rows.text}) AS exported`, values: rows.values };
}

/**
 * A line names each column up to nine times. Over a few rows, making each column first costs less than to plan all of
 * its places: forty paths took half a second to plan, and the memory of 360.
 */
function portionQuery(rows: SqlQuery, lineSql: string): SqlQuery {
  const text = `WITH exported AS MATERIALIZED (${rows.text}) SELECT ${lineSql} AS line FROM exported`;
  return { text, values: rows.values };
}

/** At least one event each, however long it is. */
function portionsOf(
  eventIds: readonly string[],
  lengths: ReadonlyMap<string, number>,
  lengthAtOnce: number,
): string[][] {
  const portions: string[][] = [];
  let left = 0;
  for (const eventId of eventIds) {
    const length = lengths.get(eventId) ?? 0;
    if (portions.length === 0 || length > left) {
      portions.push([]);
      left = lengthAtOnce;
    }
    portions.at(-1)?.push(eventId);
    left -= length;
  }
  return portions;
}
