import {
  BIGINT,
  INTEGER,
  LIST,
  listValue,
  SMALLINT,
  STRUCT,
  structValue,
  TIMESTAMP,
  UHUGEINT,
  UUID,
  VARCHAR,
} from '@duckdb/node-api';
import { addressNumber } from '../../shared/ip-address.ts';
import { type AppendedColumn, timestamp, uuid } from './append-rows.ts';
import { searchText } from './search-text.ts';
import { shortenDocument, shortenText } from './shorten-texts.ts';
import type { EventToStore, PageToStore } from './stored-page.ts';

type EventColumn = AppendedColumn<EventToStore>;

const OBSERVABLE = STRUCT({ type_id: INTEGER, name: VARCHAR, value: VARCHAR });

type PageOfColumns = Pick<
  PageToStore,
  'sourceId' | 'sourceName' | 'vendor' | 'stream' | 'receivedAtUs' | 'runId'
>;

/** The columns of `events` for the events of one page, in the table's order. */
export function eventColumns(page: PageOfColumns): readonly EventColumn[] {
  const receivedAt = timestamp(page.receivedAtUs);
  const runId = uuid(page.runId);
  const text = (name: string, value: EventColumn['value']): EventColumn => ({ name, type: VARCHAR, value });
  const shortText = (name: string, value: (event: EventToStore) => string | null | undefined) =>
    text(name, (event) => {
      const found = value(event);
      return found ? shortenText(found) : (found ?? null);
    });
  return [
    // As text: DuckDB reads it into a UUID several times as fast as JavaScript makes a big integer of it.
    text('event_id', ({ eventId }) => eventId),
    { name: 'time', type: TIMESTAMP, value: ({ event }) => timestamp(event.timeUs) },
    { name: 'received_at', type: TIMESTAMP, value: () => receivedAt },
    text('source_id', () => page.sourceId),
    text('source_name', () => page.sourceName),
    text('vendor', () => page.vendor),
    text('stream', () => page.stream),
    text('vendor_event_id', ({ event }) => event.vendorEventId),
    { name: 'class_uid', type: INTEGER, value: ({ event }) => event.ocsf.class_uid },
    text('class_name', ({ event }) => event.ocsf.class_name),
    { name: 'activity_id', type: SMALLINT, value: ({ event }) => event.ocsf.activity_id },
    text('activity_name', ({ event }) => event.ocsf.activity_name),
    { name: 'type_uid', type: BIGINT, value: ({ event }) => BigInt(event.ocsf.type_uid) },
    { name: 'severity_id', type: SMALLINT, value: ({ event }) => event.ocsf.severity_id },
    { name: 'status_id', type: SMALLINT, value: ({ event }) => event.ocsf.status_id ?? null },
    shortText('status', ({ event }) => event.ocsf.status),
    shortText('operation', ({ event }) => event.operation),
    shortText('message', ({ event }) => event.ocsf.message),
    shortText('actor', ({ event }) => event.actor),
    shortText('user_name', ({ event }) => event.userName),
    shortText('user_email', ({ event }) => event.userEmail),
    shortText('user_uid', ({ event }) => event.userUid),
    shortText('src_ip', ({ event }) => event.srcIp),
    {
      name: 'src_ip_number',
      type: UHUGEINT,
      value: ({ event }) => (event.srcIp ? addressNumber(event.srcIp) : null),
    },
    shortText('device_name', ({ event }) => event.deviceName),
    shortText('resource', ({ event }) => event.resource),
    shortText('secret_type', ({ event }) => event.secretType),
    text('secret_fingerprint', ({ secretFingerprint }) => secretFingerprint),
    { name: 'secret_length', type: INTEGER, value: ({ secretLength }) => secretLength },
    { name: 'secret_line', type: BIGINT, value: ({ event }) => wholeNumber(event.secretLine) },
    { name: 'observables', type: LIST(OBSERVABLE), value: observables },
    text('search_text', ({ event, raw }) => searchText(event, raw, page.stream, page.vendor)),
    text('ocsf', ({ event }) => shortenDocument(jsonText(event.ocsf))),
    text('raw', ({ raw }) => jsonText(raw)),
    { name: 'run_id', type: UUID, value: () => runId },
    text('ecs', ({ event }) => (event.ecs ? shortenDocument(jsonText(event.ecs)) : null)),
    text('object_uid', ({ event }) => event.object?.uid ?? null),
    { name: 'mapping_version', type: INTEGER, value: ({ mappingVersion }) => mappingVersion },
  ];
}

/** What a row keeps when its event is mapped anew. */
export interface KeptOfRow {
  readonly receivedAtUs: number;
  readonly sourceName: string;
  readonly runId: string;
}

/** The same for events that take the place of rows; `kept` is by event id. */
export function replacedEventColumns(
  page: Pick<PageToStore, 'sourceId' | 'vendor' | 'stream'>,
  kept: ReadonlyMap<string, KeptOfRow>,
): readonly EventColumn[] {
  const keptOf = ({ eventId }: EventToStore): KeptOfRow => {
    const row = kept.get(eventId);
    if (!row) throw new Error('An event without a row can’t take its place.');
    return row;
  };
  const ofRow: Readonly<Record<string, EventColumn['value']>> = {
    received_at: (event) => timestamp(keptOf(event).receivedAtUs),
    source_name: (event) => keptOf(event).sourceName,
    run_id: (event) => uuid(keptOf(event).runId),
  };
  const columns = eventColumns({ ...page, sourceName: '', receivedAtUs: 0, runId: '0' });
  return columns.map((column) => ({ ...column, value: ofRow[column.name] ?? column.value }));
}

function observables({ event }: EventToStore): ReturnType<EventColumn['value']> {
  const { observables: found } = event.ocsf;
  if (!found || found.length === 0) return null;
  return listValue(
    found.map(({ type_id, name, value }) =>
      structValue({ type_id, name, value: value === undefined ? null : shortenText(value) }),
    ),
  );
}

function wholeNumber(value: number | null | undefined): bigint | null {
  return Number.isSafeInteger(value) ? BigInt(value as number) : null;
}

const ESCAPED_LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/**
 * JSON that DuckDB can read back. Half of a surrogate pair, which JavaScript writes as an escape, is not text to it
 * and would make every question that looks into this row fail.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.includes('\\ud') ? text.replace(ESCAPED_LONE_SURROGATE, '$1\ufffd') : text;
}
