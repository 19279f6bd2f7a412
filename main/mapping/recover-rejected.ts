import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PreparedRecords } from '../collector/prepare-page.ts';
import { prepareRecords } from '../collector/prepare-page.ts';
import type { StreamDefinition } from '../collector/stream-definition.ts';
import { readLatestRecords } from '../database/latest-records.ts';
import { readSealedRecords, type SealedRecord } from '../database/mapping-reader.ts';
import type { Readers } from '../database/readers.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import { cancelled } from './cancelled.ts';

export interface RejectedToRecover {
  readonly source: SourceRecord;
  readonly stream: StreamDefinition;
  readonly vault: Vault;
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'commitPage' | 'startRun' | 'finishRun'>;
  readonly clock: { nowUs(): number };
  /** A UUID for the run. */
  newId(): string;
  readonly signal: AbortSignal;
  /** Told of each piece: how many records were tried, and how many of them are events now. */
  onPiece(done: number, recovered: number): void;
}

const RECORDS_IN_A_PIECE = 500;

/**
 * Tries a stream's rejected records again. Those that can be read now come in as any record does, in a run of their own:
 * it received exactly them, and stored them or knew them already. They leave the list of rejected records in the same
 * transaction. Those that still can't be read stay there and are part of no run but the one that received them first.
 */
export async function recoverRejected(work: RejectedToRecover): Promise<Result<null, AppError>> {
  const { source, stream, readers, signal } = work;
  const run = new RecoveringRun(work);
  let afterId = '';
  for (;;) {
    const piece = await readSealedRecords(
      readers,
      source.sourceId,
      stream.name,
      afterId,
      RECORDS_IN_A_PIECE,
      signal,
    );
    const last = piece.ok ? piece.value.at(-1) : undefined;
    if (!piece.ok || !last) return run.end(piece.ok ? ok(null) : piece);
    const recovered = await recoverPiece(piece.value, work, run);
    if (!recovered.ok) return run.end(recovered);
    work.onPiece(piece.value.length, recovered.value);
    afterId = last.rejectedId;
  }
}

async function recoverPiece(
  piece: readonly SealedRecord[],
  work: RejectedToRecover,
  run: RecoveringRun,
): Promise<Result<number, AppError>> {
  const readable = await readAgain(piece, work);
  if (!readable.ok || readable.value.ids.length === 0) return readable.ok ? ok(0) : readable;
  const { prepared, ids, receivedAtUs } = readable.value;
  const runId = await run.begun();
  if (!runId.ok) return runId;
  const { source, stream } = work;
  const committed = await work.writer.commitPage({
    runId: runId.value,
    sourceId: source.sourceId,
    sourceName: source.name,
    vendor: source.vendor,
    stream: stream.name,
    receivedAtUs,
    ...prepared,
    rejected: [],
    recovered: ids,
    versions: stream.versions,
    checkpointOf: 'polling',
    checkpoint: null,
  });
  return committed.ok ? ok(ids.length) : committed;
}

interface ReadAgain {
  readonly prepared: PreparedRecords;
  /** Of the records that can be read now. */
  readonly ids: readonly string[];
  readonly receivedAtUs: number;
}

/** One after the other, for each record must be known by its id: which of them can be read now. */
async function readAgain(
  piece: readonly SealedRecord[],
  { source, stream, vault, readers, clock, signal }: RejectedToRecover,
): Promise<Result<ReadAgain, AppError>> {
  const receivedAtUs = clock.nowUs();
  const ids: string[] = [];
  const events: PreparedRecords['events'][number][] = [];
  const secrets: PreparedRecords['secrets'][number][] = [];
  const records = piece.flatMap((sealed) => unsealed(sealed, vault));
  const latest = await latestOf(records, stream, source.sourceId, readers);
  if (!latest.ok) return latest;
  for (const { id, record } of records) {
    const context = {
      sourceId: source.sourceId,
      stream,
      vault,
      receivedAtUs,
      ...(latest.value ? { latest: latest.value } : {}),
    };
    const prepared = await prepareRecords([record], context, signal);
    if (!prepared) return failed(cancelled());
    if (prepared.events.length === 0) continue;
    ids.push(id);
    events.push(...prepared.events);
    secrets.push(...prepared.secrets);
  }
  return ok({ prepared: { events, secrets, rejected: [] }, ids, receivedAtUs });
}

async function latestOf(
  records: readonly { readonly record: unknown }[],
  { merge, name }: StreamDefinition,
  sourceId: string,
  readers: Readers,
): Promise<Result<Map<string, unknown> | null, AppError>> {
  if (!merge) return ok(null);
  const uids = records.flatMap(({ record }) => safely(() => merge.uidOf(record)) ?? []);
  return readLatestRecords(readers, sourceId, name, [...new Set(uids)]);
}

/** A text that was not even a record, or that this vault did not seal, stays where it is. */
function unsealed({ rejectedId, ciphertext }: SealedRecord, vault: Vault): { id: string; record: unknown }[] {
  const record = safely(() => ({ value: JSON.parse(vault.unseal(ciphertext, rejectedId)) as unknown }));
  return record ? [{ id: rejectedId, record: record.value }] : [];
}

function safely<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Begins with the first record that can be read, so that nothing to recover leaves no run behind. */
class RecoveringRun {
  readonly #work: RejectedToRecover;
  #runId: string | null = null;

  constructor(work: RejectedToRecover) {
    this.#work = work;
  }

  async begun(): Promise<Result<string, AppError>> {
    if (this.#runId !== null) return ok(this.#runId);
    const { source, stream, writer, clock } = this.#work;
    const runId = this.#work.newId();
    const started = await writer.startRun({
      runId,
      sourceId: source.sourceId,
      stream: stream.name,
      startedAtUs: clock.nowUs(),
      purpose: 'mapping',
    });
    if (!started.ok) return started;
    this.#runId = runId;
    return ok(runId);
  }

  async end(result: Result<null, AppError>): Promise<Result<null, AppError>> {
    if (this.#runId === null) return result;
    const isCancelled = !result.ok && result.error.kind === 'cancelled';
    const finished = await this.#work.writer.finishRun({
      runId: this.#runId,
      finishedAtUs: this.#work.clock.nowUs(),
      outcome: result.ok ? 'succeeded' : isCancelled ? 'cancelled' : 'failed',
      error: result.ok || isCancelled ? null : mappingError(result.error),
    });
    return result.ok ? finished : result;
  }
}

function mappingError(error: AppError): AppError {
  return appError(error.kind, `Rejected records could not be tried again. ${error.message}`, error.remedy);
}
