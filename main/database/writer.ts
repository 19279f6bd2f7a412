import type { AppError } from '../../shared/app-error.ts';
import type { ExportJob } from '../../shared/export-job.ts';
import type { Result } from '../../shared/result.ts';
import type { RetentionRule } from '../../shared/retention.ts';
import type { RunCounts, StreamSettings } from '../../shared/source-status.ts';
import type { AnnotationToSave } from './annotations.ts';
import type { SealedKind, SealedRow } from './reseal.ts';
import type { EventsToRemove } from './retention-remove.ts';
import type { SecretStateToSet } from './secret-states.ts';
import type { EventsToReplace, PageToStore } from './stored-page.ts';

export interface SourceRecord {
  readonly sourceId: string;
  readonly vendor: string;
  readonly name: string;
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly paused: boolean;
  /** Complete: every stream of the vendor, or of the version that saved it. */
  readonly streams: Readonly<Record<string, StreamSettings>>;
  /** When the credentials end, as the analyst entered it. UTC microseconds. */
  readonly credentialsExpireAtUs: number | null;
  readonly createdAtUs: number;
}

/** Only a polling tells whether a stream is up to date; the others store beside it. */
export type RunPurpose = 'polling' | 'back-fill' | 'import' | 'mapping';

export type RunOutcome = 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';

/** Secrets came in or changed their state; `regressed` is how many came back. */
export interface SecretsChange {
  readonly regressed: number;
}

/** The only way to change the file: one connection, one queue, each call one transaction. */
export interface Writer {
  /** Events that are there already are counted as duplicates. Answers with the counts of this page alone. */
  commitPage(page: PageToStore): Promise<Result<RunCounts, AppError>>;
  /**
   * Gives stored events a new form. Id, time, time of receipt, source and run stay as they are. Answers with how many
   * were replaced.
   */
  replaceEvents(replaced: EventsToReplace): Promise<Result<number, AppError>>;
  startRun(run: {
    runId: string;
    sourceId: string;
    stream: string;
    startedAtUs: number;
    /** Left out: polling. */
    purpose?: RunPurpose;
  }): Promise<Result<null, AppError>>;
  finishRun(run: {
    runId: string;
    finishedAtUs: number;
    outcome: RunOutcome;
    error: AppError | null;
  }): Promise<Result<null, AppError>>;
  saveSource(source: SourceRecord): Promise<Result<null, AppError>>;
  /** Gives up a back-fill: its checkpoint goes, what was stored stays. */
  removeBackFill(sourceId: string, stream: string): Promise<Result<null, AppError>>;
  /** The source, its checkpoints, its rejected records and its retention rule go; events stay. */
  removeSource(sourceId: string): Promise<Result<null, AppError>>;
  /** All of them or none, with its entries in the secrets' history and in the audit log. */
  setSecretState(change: SecretStateToSet): Promise<Result<null, AppError>>;
  /** Told after the transaction. */
  onSecrets(listener: (change: SecretsChange) => void): () => void;
  writePreference(key: string, value: unknown): Promise<Result<null, AppError>>;
  /** Null in both: events of the source stay for ever. */
  saveRetentionRule(sourceId: string, rule: RetentionRule): Promise<Result<null, AppError>>;
  /** Removes old events, one transaction's worth, see `retention-remove.ts`. Answers with how many left. */
  removeEvents(removed: EventsToRemove): Promise<Result<number, AppError>>;
  /** An empty annotation takes the one that is there away. `not-found` where the event is not stored. */
  annotate(annotation: AnnotationToSave): Promise<Result<null, AppError>>;
  saveExportJob(job: ExportJob): Promise<Result<null, AppError>>;
  recordAudit(entry: {
    atUs: number;
    action: string;
    detail: Readonly<Record<string, unknown>>;
  }): Promise<Result<null, AppError>>;
  /** Kept beside the vault's data key, see `secrets/open-vault.ts`. */
  writeVaultKey(key: { wrappedKey: Uint8Array; keyCheck: Uint8Array }): Promise<Result<null, AppError>>;
  /** The same values under another key. Rows that are gone by now are left out. */
  replaceCiphertexts(kind: SealedKind, rows: readonly SealedRow[]): Promise<Result<null, AppError>>;
}
