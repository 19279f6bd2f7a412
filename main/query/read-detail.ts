import { type AppError, appError } from '../../shared/app-error.ts';
import {
  type EventDetail,
  type EventRow,
  eventRowSchema,
  observableSchema,
} from '../../shared/event-record.ts';
import { fields } from '../../shared/query/fields.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PlainRow, SqlQuery } from '../database/readers.ts';
import { columnSql, EVENTS } from './column-sql.ts';
import { quoteIdentifier } from './sql-values.ts';

type Ask = (query: SqlQuery) => Promise<Result<readonly PlainRow[], AppError>>;

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const COLUMNS = fields.map((field) => `${columnSql(field)} AS ${quoteIdentifier(field.column)}`).join(', ');
const DOCUMENTS = 'to_json(e."observables") AS observables, e."ocsf", e."raw"';

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
  const { observables, ocsf, raw, ...row } = event;
  const others = await countOthers(row.secret_fingerprint, ask);
  if (!others.ok) return others;
  return ok({
    row: asRow(row),
    observables: observableSchema.array().parse(parsed(observables) ?? []),
    ocsf: parsed(ocsf),
    raw: parsed(raw),
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

function parsed(json: unknown): unknown {
  return typeof json === 'string' ? JSON.parse(json) : null;
}

function noSuchEvent(): AppError {
  return appError('not-found', 'This event is not stored here.', 'It may have been removed; ask again.');
}
