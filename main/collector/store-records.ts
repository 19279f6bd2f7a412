import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { noCounts, type RunCounts } from '../../shared/source-status.ts';
import type { CheckpointToStore, PageToStore, RecordToReject } from '../database/stored-page.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Clock } from './clock.ts';
import { type PreparedRecords, prepareRecords } from './prepare-page.ts';
import { cancelled } from './send-until-answered.ts';
import type { RecordMerge, StreamDefinition } from './stream-definition.ts';

/** What one transaction stored. */
export interface StoredPage {
  readonly counts: RunCounts;
  readonly receivedAtUs: number;
  /** Time of the newest event of the page; null where it has none. */
  readonly newestEventUs: number | null;
  /** The run's, this page with it. */
  readonly runCounts: RunCounts;
  readonly checkpoint: CheckpointToStore | null;
  /** What the rejected records of the page take, sealed. */
  readonly rejectedBytes: number;
  /** Why records of the page were rejected. */
  readonly rejectedReasons: readonly string[];
}

export interface PageStoreContext {
  readonly runId: string;
  readonly source: SourceRecord;
  readonly stream: StreamDefinition;
  readonly vault: Vault;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /**
   * How many records one transaction takes. An answer may hold many more; after a crash in the middle of one, its
   * first part comes in again and is counted as duplicates.
   */
  readonly recordsPerPage: number;
  readonly checkpointOf: PageToStore['checkpointOf'];
  /** The stored record of each thing, for streams whose records are changes. */
  readLatestRecords(
    sourceId: string,
    stream: string,
    uids: readonly string[],
  ): Promise<Result<Map<string, unknown>, AppError>>;
}

export interface PageStore {
  /**
   * Begins to store the records, and `unreadable`, which are not even records. Answers when all but the last few
   * transactions have ended, so that more can be read and prepared meanwhile; after a failure, when all have. The
   * checkpoint moves in the last one. Of a thing in `outdated` the records replace what is stored instead of completing
   * it; it is taken out there, so that further ones complete these.
   */
  begin(
    records: readonly unknown[],
    checkpoint: CheckpointToStore | null,
    unreadable?: readonly RecordToReject[],
    outdated?: Set<string>,
  ): Promise<Result<null, AppError>>;
  /** Waits for what was begun. */
  settle(): Promise<Result<null, AppError>>;
  /** Of everything stored so far. */
  counts(): RunCounts;
}

/**
 * Prepared and waiting for the transaction before it. One more than the one that runs, so that there is work on hand
 * when DuckDB takes its time to write out the log; more would only be more memory.
 */
const MOST_UNDER_WAY = 2;

/** The last part of an event's way: prepares records and stores them in transactions of bounded size. */
export function createPageStore(context: PageStoreContext, onStored: (page: StoredPage) => void): PageStore {
  const { runId, source, stream, writer, clock, recordsPerPage } = context;
  const { sourceId } = source;
  let total = noCounts;
  let last: Promise<Result<null, AppError>> = Promise.resolve(ok(null));
  const underWay: Promise<Result<null, AppError>>[] = [];

  /** In order, and none after one that failed: a checkpoint must not move past records that are not stored. */
  function beginCommit(work: () => Promise<Result<null, AppError>>): void {
    last = last.then((before) => (before.ok ? work() : before));
    underWay.push(last);
  }

  /** Waits for the oldest until there is room for one more. */
  async function room(): Promise<Result<null, AppError>> {
    while (underWay.length >= MOST_UNDER_WAY) {
      const oldest = await underWay.shift();
      if (oldest?.ok === false) return oldest;
    }
    return ok(null);
  }

  async function commit(
    prepared: PreparedRecords,
    receivedAtUs: number,
    checkpoint: CheckpointToStore | null,
  ): Promise<Result<null, AppError>> {
    const committed = await writer.commitPage({
      runId,
      sourceId,
      sourceName: source.name,
      vendor: source.vendor,
      stream: stream.name,
      receivedAtUs,
      ...prepared,
      versions: stream.versions,
      checkpointOf: context.checkpointOf,
      checkpoint,
    });
    if (!committed.ok) return committed;
    total = addCounts(total, committed.value);
    const newestEventUs = newestOf(prepared);
    const rejectedReasons = prepared.rejected.map(({ reason }) => reason);
    const rejectedBytes = prepared.rejected.reduce((bytes, { ciphertext }) => bytes + ciphertext.length, 0);
    const stored = { counts: committed.value, receivedAtUs, newestEventUs, rejectedReasons, rejectedBytes };
    onStored({ ...stored, runCounts: total, checkpoint });
    return ok(null);
  }

  /** A change may complete what the page before it brought, so that page has to be stored first. */
  async function latestOf(
    records: readonly unknown[],
    outdated: Set<string>,
  ): Promise<Result<{ readonly latest?: Map<string, unknown> }, AppError>> {
    const { merge } = stream;
    if (merge === undefined) return ok({});
    const before = await last;
    if (!before.ok) return before;
    const uids = new Set(records.map((record) => uidOf(merge, record)).filter((uid) => uid !== null));
    for (const uid of uids) if (outdated.delete(uid)) uids.delete(uid);
    const latest = await context.readLatestRecords(sourceId, stream.name, [...uids]);
    return latest.ok ? ok({ latest: latest.value }) : latest;
  }

  return {
    async begin(records, checkpoint, unreadable = [], outdated = new Set()) {
      let from = 0;
      do {
        const part = records.slice(from, from + recordsPerPage);
        from += recordsPerPage;
        const receivedAtUs = clock.nowUs();
        const latest = await latestOf(part, outdated);
        if (!latest.ok) {
          await last;
          return latest;
        }
        const inPage = { ...context, sourceId, receivedAtUs, ...latest.value };
        const prepared = await prepareRecords(part, inPage, context.signal);
        const before = prepared === null ? failed(cancelled()) : await room();
        if (prepared === null || !before.ok) {
          await last;
          return before;
        }
        const isLast = from >= records.length;
        const whole = isLast ? { ...prepared, rejected: [...prepared.rejected, ...unreadable] } : prepared;
        beginCommit(() => commit(whole, receivedAtUs, isLast ? checkpoint : null));
      } while (from < records.length);
      return ok(null);
    },
    settle: () => last,
    counts: () => total,
  };
}

/** A change that can't be read is rejected when it is prepared, not here. */
function uidOf(merge: RecordMerge, record: unknown): string | null {
  try {
    return merge.uidOf(record);
  } catch {
    return null;
  }
}

export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  return {
    received: a.received + b.received,
    stored: a.stored + b.stored,
    duplicate: a.duplicate + b.duplicate,
    rejected: a.rejected + b.rejected,
    unmapped: a.unmapped + b.unmapped,
  };
}

function newestOf(prepared: PreparedRecords): number | null {
  let newest: number | null = null;
  for (const { event } of prepared.events) {
    if (newest === null || event.timeUs > newest) newest = event.timeUs;
  }
  return newest;
}
