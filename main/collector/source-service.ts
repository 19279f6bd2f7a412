import type { AppError } from '../../shared/app-error.ts';
import type { ConnectionCheck, IpcInput, IpcOutput, SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { Result } from '../../shared/result.ts';
import type { RejectedRecord, RunCounts, SourceStatus } from '../../shared/source-status.ts';
import type { ImportJobs } from './import-jobs.ts';

/** Sources and their collecting, for the window and the command line alike. Made by `create-source-service.ts`. */
export interface SourceService {
  list(): Promise<Result<SourceStatus[], AppError>>;
  add(draft: SourceDraft): Promise<Result<{ sourceId: string }, AppError>>;
  update(change: IpcInput<'sources.update'>): Promise<Result<null, AppError>>;
  remove(sourceId: string): Promise<Result<null, AppError>>;
  test(input: IpcInput<'sources.test'>): Promise<Result<ConnectionCheck[], AppError>>;
  /**
   * Starts runs now in the background, or does nothing where they are going on: of every stream that is on, or of the
   * one that is named.
   */
  collect(sourceId: string, stream?: string | null): Promise<Result<null, AppError>>;
  /**
   * Runs every stream of the sources once, up to the present, and answers when all have ended. Streams fail alone.
   * Without ids: of every source that is not paused. Without streams: of all that are on.
   */
  collectUntilCaughtUp(
    sourceIds: readonly string[],
    signal?: AbortSignal,
    streams?: readonly string[],
  ): Promise<Result<readonly CollectedStream[], AppError>>;
  /**
   * Collects a range of the past beside the polling, once, also over restarts. All the streams that are named can be
   * asked for a range, or none is begun. A range that was asked for before and is not done gives way to the new one.
   */
  backFill(input: IpcInput<'sources.backFill'>): Promise<Result<null, AppError>>;
  pauseBackFill(which: IpcInput<'sources.pauseBackFill'>): Promise<Result<null, AppError>>;
  resumeBackFill(which: IpcInput<'sources.resumeBackFill'>): Promise<Result<null, AppError>>;
  /** What was stored stays. */
  cancelBackFill(which: IpcInput<'sources.cancelBackFill'>): Promise<Result<null, AppError>>;
  activity(input: IpcInput<'sources.activity'>): Promise<Result<IpcOutput<'sources.activity'>, AppError>>;
  pause(sourceId: string): Promise<Result<null, AppError>>;
  resume(sourceId: string): Promise<Result<null, AppError>>;
  cancel(sourceId: string): Promise<Result<null, AppError>>;
  rejected(
    sourceId: string,
    limit: number,
  ): Promise<Result<{ records: RejectedRecord[]; total: number }, AppError>>;
  /** Files that are read in the background. */
  readonly imports: ImportJobs;
  /**
   * Raw vendor records from files (JSON, JSON Lines or CSV, each also gzipped), through the same way as a vendor's answer.
   * They belong to the source that is named; without a name to the vendor's source if it has just one, so that what is
   * collected and imported as well is kept once; else to a source of their own, which only holds imports.
   */
  importFiles(input: {
    vendor: string;
    stream: string;
    paths: readonly string[];
    /** Name or id. */
    source?: string;
    signal?: AbortSignal;
    /** Imports files, too, that look like another stream's; without it they are refused. */
    isForced?: boolean;
  }): Promise<Result<ImportedRecords, AppError>>;
  /** Begins polling on the intervals. Without it nothing runs by itself. */
  startSchedule(): void;
  onChange(listener: (sources: SourceStatus[]) => void): () => void;
  onStored(listener: (stored: { stored: number; storedAtUs: number }) => void): () => void;
  /** Stops the schedule and waits for what is going on to reach a safe point. */
  close(): Promise<void>;
}

export interface CollectedStream {
  readonly sourceId: string;
  readonly source: string;
  readonly stream: string;
  readonly counts: RunCounts;
  readonly error: AppError | null;
  /** Something to know of a run that succeeded. */
  readonly notice: AppError | null;
}

export interface ImportedRecords extends RunCounts {
  /** The source that they belong to now. */
  readonly sourceId: string;
}
