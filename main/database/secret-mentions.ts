import { type DuckDBConnection, TIMESTAMP, UUID, VARCHAR } from '@duckdb/node-api';
import { type AppendedColumn, appendRows, timestamp, uuid } from './append-rows.ts';
import type { EventToStore, PageToStore, SecretMention } from './stored-page.ts';

interface MentionOfEvent {
  readonly mention: SecretMention;
  readonly of: EventToStore;
}

/** Notes where the events, which were just stored, hold secrets that they are not about. */
export async function storeMentions(
  connection: DuckDBConnection,
  page: PageToStore,
  events: readonly EventToStore[],
): Promise<void> {
  const mentions = events.flatMap((of) => (of.mentions ?? []).map((mention) => ({ mention, of })));
  await appendRows(connection, 'secret_mentions', mentionColumns(page), mentions);
}

function mentionColumns(page: PageToStore): readonly AppendedColumn<MentionOfEvent>[] {
  return [
    { name: 'fingerprint', type: VARCHAR, value: ({ mention }) => mention.fingerprint },
    { name: 'event_id', type: UUID, value: ({ of }) => uuid(of.eventId) },
    { name: 'time', type: TIMESTAMP, value: ({ of }) => timestamp(of.event.timeUs) },
    { name: 'source_id', type: VARCHAR, value: () => page.sourceId },
    { name: 'source_name', type: VARCHAR, value: () => page.sourceName },
    { name: 'vendor', type: VARCHAR, value: () => page.vendor },
    { name: 'stream', type: VARCHAR, value: () => page.stream },
    { name: 'field', type: VARCHAR, value: ({ mention }) => mention.field },
  ];
}
