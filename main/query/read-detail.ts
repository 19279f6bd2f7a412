import { type AppError, appError } from '../../shared/app-error.ts';
import {
  type EventDetail,
  type EventRow,
  eventRowSchema,
  observableSchema,
} from '../../shared/event-record.ts';
import { fieldOfColumn, fields } from '../../shared/query/fields.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PlainRow, SqlQuery } from '../database/readers.ts';
import { columnSql, EVENTS } from './column-sql.ts';
import { quoteIdentifier } from './sql-values.ts';

type Ask = (query: SqlQuery) => Promise<Result<readonly PlainRow[], AppError>>;

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const COLUMNS = fields.map((field) => `${columnSql(field)} AS ${quoteIdentifier(field.column)}`).join(', ');
const DOCUMENTS = 'to_json(e."observables") AS observables, e."ocsf", e."raw", e."ecs"';
const IS_LATEST = columnSql(fieldOfColumn('is_latest'));
/** A thing that changes every minute must not fill the pane, let alone the memory. */
const MOST_VERSIONS = 200;

/** Everything about one event. */
export async function readDetail(eventId: string, ask: Ask): Promise<Result<EventDetail, AppError>> {
  if (!UUID.test(eventId)) return failed(noSuchEvent());
  const found = await ask({
    text: `SELECT ${COLUMNS}, ${DOCUMENTS} FROM ${EVENTS} WHERE e."event_id" = $1::UUID`,
    values: [eventId],
  });
  if (!found.ok) return found;
  const [event] = found.value;
  if (!event) return failed(noSuchEvent());
  const { observables, ocsf, raw, ecs, ...row } = event;
  const others = await countOthers(row.secret_fingerprint, ask);
  if (!others.ok) return others;
  const versions = await readVersions(row, ask);
  if (!versions.ok) return versions;
  return ok({
    row: asRow(row),
    observables: observableSchema.array().parse(parsed(observables) ?? []),
    ocsf: parsed(ocsf),
    raw: parsed(raw),
    ecs: parsed(ecs),
    versions: versions.value,
    sameSecretCount: others.value,
  });
}

export function asRow(row: PlainRow): EventRow {
  return eventRowSchema.parse(row);
}

async function countOthers(fingerprint: unknown, ask: Ask): Promise<Result<number, AppError>> {
  if (typeof fingerprint !== 'string') return ok(0);
  const counted = await ask({
    text: `SELECT count(*) - 1 AS others FROM ${EVENTS} WHERE e."secret_fingerprint" = $1::VARCHAR`,
    values: [fingerprint],
  });
  return counted.ok ? ok(Math.max(0, Number(counted.value[0]?.others ?? 0))) : counted;
}

/** All versions of the thing that the event is a version of, newest first. */
async function readVersions(
  { source_id: sourceId, stream, object_uid: uid }: PlainRow,
  ask: Ask,
): Promise<Result<EventDetail['versions'], AppError>> {
  if (typeof uid !== 'string') return ok([]);
  const found = await ask({
    text: `SELECT e."event_id", e."time", e."received_at", ${IS_LATEST} AS is_latest FROM ${EVENTS}
      WHERE e."object_uid" = $1::VARCHAR AND e."source_id" = $2::VARCHAR AND e."stream" = $3::VARCHAR
      ORDER BY e."time" DESC, e."received_at" DESC, is_latest DESC, e."event_id" LIMIT ${MOST_VERSIONS}`,
    values: [uid, String(sourceId), String(stream)],
  });
  if (!found.ok) return found;
  return ok(
    found.value.map((row) => ({
      eventId: String(row.event_id),
      timeUs: Number(row.time),
      receivedAtUs: Number(row.received_at),
      isLatest: row.is_latest === 'true',
    })),
  );
}

function parsed(json: unknown): unknown {
  return typeof json === 'string' ? JSON.parse(json) : null;
}

function noSuchEvent(): AppError {
  return appError('not-found', 'This event is not stored here.', 'It may have been removed; ask again.');
}
