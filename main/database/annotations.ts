import type { DuckDBConnection } from '@duckdb/node-api';
import { type AppError, appError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { runBound } from './bind-values.ts';
import { plainId } from './duplicates.ts';
import { jsonText } from './event-columns.ts';
import type { Readers } from './readers.ts';
import { readPlainRows } from './row-values.ts';
import { Refusal } from './write-queue.ts';

/** What the analyst wrote on an event. An event with one stays, however old. */
export interface Annotation {
  readonly starred: boolean;
  readonly tags: readonly string[];
  readonly note: string;
}

export interface AnnotationToSave extends Annotation {
  readonly eventId: string;
  readonly changedAtUs: number;
}

/** Inside the caller's transaction. An empty one takes away what was there. */
export async function saveAnnotation(connection: DuckDBConnection, saved: AnnotationToSave): Promise<void> {
  const { eventId, starred, tags, note, changedAtUs } = saved;
  const events = await readPlainRows(connection, 'SELECT 1 FROM events WHERE event_id = $1::UUID LIMIT 1', [
    eventId,
  ]);
  if (events.length === 0) throw new Refusal(eventIsGone());
  if (!starred && tags.length === 0 && note === '') {
    await runBound(connection, 'DELETE FROM annotations WHERE event_id = $1::UUID', [eventId]);
    return;
  }
  await runBound(
    connection,
    `INSERT INTO annotations VALUES ($1::UUID, $2, $3, $4, make_timestamp($5))
     ON CONFLICT DO UPDATE SET starred = excluded.starred, tags = excluded.tags, note = excluded.note,
       changed_at = excluded.changed_at`,
    [eventId, starred, jsonText(tags), note, changedAtUs],
  );
}

/** Those of the events that have one, by event id (32 hex digits). */
export async function readAnnotations(
  readers: Readers,
  eventIds: readonly string[],
): Promise<Result<ReadonlyMap<string, Annotation>, AppError>> {
  if (eventIds.length === 0) return ok(new Map());
  const rows = await readers.all({
    text: `SELECT event_id, starred, tags, note FROM annotations
           WHERE event_id IN (SELECT unnest(string_split($1, ','))::UUID)`,
    values: [eventIds.join(',')],
  });
  if (!rows.ok) return rows;
  return ok(
    new Map(
      rows.value.map(({ event_id: id, starred, tags, note }) => [
        plainId(String(id)),
        { starred: starred === true, tags: JSON.parse(String(tags)), note: String(note) },
      ]),
    ),
  );
}

function eventIsGone(): AppError {
  return appError(
    'not-found',
    'The event is not stored any more, so nothing can be written on it.',
    'It may have left with the source’s retention; search for it again.',
  );
}
