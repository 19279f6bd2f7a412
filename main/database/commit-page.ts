import { BLOB, blobValue, type DuckDBConnection, TIMESTAMP, UUID, VARCHAR } from '@duckdb/node-api';
import { appError } from '../../shared/app-error.ts';
import type { RunCounts } from '../../shared/source-status.ts';
import { type AppendedColumn, appendRows, timestamp, uuid } from './append-rows.ts';
import { runBound } from './bind-values.ts';
import { plainId } from './duplicates.ts';
import { eventColumns } from './event-columns.ts';
import { markRegressed } from './mark-regressed.ts';
import { newVersions } from './new-versions.ts';
import type { SqlValue } from './readers.ts';
import { readPlainRows } from './row-values.ts';
import { storeMentions } from './secret-mentions.ts';
import { storeSecrets } from './store-secrets.ts';
import type { StoredIds } from './stored-ids.ts';
import type { EventToStore, PageToStore, RecordToReject, SecretToStore } from './stored-page.ts';
import { Refusal } from './write-queue.ts';

/**
 * Stores one page inside the transaction that the caller has begun: events, secrets, rejected records, checkpoint and
 * the run's counts. Answers with the counts of this page, and with how many secrets came back with it.
 */
export async function commitPage(
  connection: DuckDBConnection,
  storedIds: StoredIds,
  page: PageToStore,
): Promise<{ readonly counts: RunCounts; readonly regressed: number }> {
  await storedIds.read(connection);
  const events = await newVersions(connection, storedIds, page);
  for (const { eventId } of events) storedIds.add(plainId(eventId));
  const inTimeOrder = events.toSorted((a, b) => a.event.timeUs - b.event.timeUs);
  await appendRows(connection, 'events', eventColumns(page), inTimeOrder);
  await storeSecrets(connection, secretsOf(events, page.secrets));
  await storeMentions(connection, page, events);
  const regressed = await markRegressed(connection, page, events);
  const rejected = await storeRejected(connection, page);
  const received = page.events.length + page.rejected.length;
  const counts = {
    received,
    stored: events.length,
    duplicate: received - events.length - rejected,
    rejected,
    unmapped: events.filter(({ event }) => event.ocsf.class_uid === 0).length,
  };
  await addToRun(connection, page.runId, counts);
  await forgetRecovered(connection, page);
  await keepNewestTime(connection, page, inTimeOrder.at(-1));
  await moveCheckpoint(connection, page);
  return { counts, regressed };
}

/** Only secrets that a stored event names: nobody could tell where one came from that a duplicate alone brought. */
function secretsOf(
  events: readonly EventToStore[],
  secrets: readonly SecretToStore[],
): readonly SecretToStore[] {
  const named = new Set(
    events.flatMap(({ secretFingerprint, mentions = [] }) => [
      secretFingerprint,
      ...mentions.map(({ fingerprint }) => fingerprint),
    ]),
  );
  return secrets.filter(({ fingerprint }) => named.has(fingerprint));
}

/** How many of the page's rejected records were not known yet. */
async function storeRejected(connection: DuckDBConnection, page: PageToStore): Promise<number> {
  if (page.rejected.length === 0) return 0;
  const byId = new Map(page.rejected.map((record) => [record.rejectedId, record]));
  const known = await readPlainRows(
    connection,
    `SELECT rejected_id FROM rejected_records
     WHERE source_id = $1 AND stream = $2 AND rejected_id IN (SELECT unnest(string_split($3, ',')))`,
    [page.sourceId, page.stream, [...byId.keys()].join(',')],
  );
  for (const row of known) byId.delete(String(row.rejected_id));
  await appendRows(connection, 'rejected_records', rejectedColumns(page), [...byId.values()]);
  return byId.size;
}

async function forgetRecovered(
  connection: DuckDBConnection,
  { sourceId, stream, recovered = [] }: PageToStore,
): Promise<void> {
  if (recovered.length === 0) return;
  await runBound(
    connection,
    `DELETE FROM rejected_records
     WHERE source_id = $1 AND stream = $2 AND rejected_id IN (SELECT unnest(string_split($3, ',')))`,
    [sourceId, stream, recovered.join(',')],
  );
}

function rejectedColumns(page: PageToStore): readonly AppendedColumn<RecordToReject>[] {
  const runId = uuid(page.runId);
  const rejectedAt = timestamp(page.receivedAtUs);
  return [
    { name: 'source_id', type: VARCHAR, value: () => page.sourceId },
    { name: 'stream', type: VARCHAR, value: () => page.stream },
    { name: 'rejected_id', type: VARCHAR, value: ({ rejectedId }) => rejectedId },
    { name: 'run_id', type: UUID, value: () => runId },
    { name: 'rejected_at', type: TIMESTAMP, value: () => rejectedAt },
    { name: 'reason', type: VARCHAR, value: ({ reason }) => reason },
    { name: 'outline', type: VARCHAR, value: ({ outline }) => outline },
    { name: 'ciphertext', type: BLOB, value: ({ ciphertext }) => blobValue(ciphertext) },
  ];
}

async function addToRun(connection: DuckDBConnection, runId: string, counts: RunCounts): Promise<void> {
  const { rowsChanged } = await runBound(
    connection,
    `UPDATE runs SET received = received + $2, stored = stored + $3, duplicate = duplicate + $4,
       rejected = rejected + $5, unmapped = unmapped + $6
     WHERE run_id = $1::UUID`,
    [runId, counts.received, counts.stored, counts.duplicate, counts.rejected, counts.unmapped],
  );
  if (rowsChanged !== 1) {
    throw new Refusal(
      appError(
        'internal',
        'A page of events belongs to no run, so it was not stored.',
        'Please report this.',
      ),
    );
  }
}

async function keepNewestTime(
  connection: DuckDBConnection,
  page: PageToStore,
  newest: EventToStore | undefined,
): Promise<void> {
  if (!newest) return;
  await updateOrInsert(
    connection,
    `UPDATE stream_totals SET newest_event = greatest(newest_event, make_timestamp($3))
     WHERE source_id = $1 AND stream = $2`,
    'INSERT INTO stream_totals VALUES ($1, $2, make_timestamp($3))',
    [page.sourceId, page.stream, newest.event.timeUs],
  );
}

async function moveCheckpoint(connection: DuckDBConnection, page: PageToStore): Promise<void> {
  if (!page.checkpoint) return;
  const { position, description } = page.checkpoint;
  await updateOrInsert(
    connection,
    `UPDATE checkpoints SET position = $4, description = $5, moved_at = make_timestamp($6)
     WHERE source_id = $1 AND stream = $2 AND purpose = $3`,
    `INSERT INTO checkpoints (source_id, stream, purpose, position, description, moved_at)
     VALUES ($1, $2, $3, $4, $5, make_timestamp($6))`,
    [page.sourceId, page.stream, page.checkpointOf, position, description, page.receivedAtUs],
  );
}

/** All but the first page of a stream find their row, and an update costs half of what ON CONFLICT does. */
async function updateOrInsert(
  connection: DuckDBConnection,
  update: string,
  insert: string,
  values: readonly SqlValue[],
): Promise<void> {
  const { rowsChanged } = await runBound(connection, update, values);
  if (rowsChanged === 0) await runBound(connection, insert, values);
}
