import type { AppError } from '../../shared/app-error.ts';
import type { ImportJob, InspectedFile } from '../../shared/import-job.ts';
import type { IpcInput } from '../../shared/ipc/ipc-contract.ts';
import type { Result } from '../../shared/result.ts';
import type { SourceService } from '../collector/source-service.ts';
import type { VendorDefinition } from '../collector/stream-definition.ts';
import type { Workspace } from '../database/workspace.ts';
import type { ExportService } from '../export/export-service.ts';
import type { MapAgainService } from '../mapping/map-again-service.ts';
import type { QueryService } from '../query/query-service.ts';

/** Files of raw vendor records, read in the background. */
export interface ImportService {
  inspect(paths: readonly string[]): Promise<Result<InspectedFile[], AppError>>;
  start(input: IpcInput<'imports.start'>): Promise<Result<{ importId: string }, AppError>>;
  list(): Promise<Result<ImportJob[], AppError>>;
  cancel(importId: string): Promise<Result<null, AppError>>;
  onChange(listener: (job: ImportJob) => void): () => void;
}

/** Everything Keyglass can do, built once by `open-app.ts` and handed to a window or a command. */
export interface AppServices {
  readonly workspace: Workspace;
  readonly sample: boolean;
  /** How credentials are kept; `problem` says why they can't be. */
  readonly keychain: {
    readonly available: boolean;
    readonly name: string;
    readonly problem: AppError | null;
  };
  /** What the analyst should know at once: mended files, a locked vault, a missing keychain. */
  readonly notices: readonly AppError[];
  readonly query: QueryService;
  readonly sources: SourceService;
  readonly imports: ImportService;
  readonly mapping: MapAgainService;
  readonly exports: ExportService;
  readonly vendors: readonly VendorDefinition[];
  /** Writes an unforeseen exception to the log, masked. */
  readonly reportBug: (where: string, bug: unknown) => void;
  close(): Promise<void>;
}
