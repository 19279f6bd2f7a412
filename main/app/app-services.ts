import type { AppError } from '../../shared/app-error.ts';
import type { ImportJobs } from '../collector/import-jobs.ts';
import type { SourceService } from '../collector/source-service.ts';
import type { VendorDefinition } from '../collector/stream-definition.ts';
import type { Workspace } from '../database/workspace.ts';
import type { ExportService } from '../export/export-service.ts';
import type { MapAgainService } from '../mapping/map-again-service.ts';
import type { RejectedService } from '../mapping/rejected-service.ts';
import type { QueryService } from '../query/query-service.ts';
import type { RetentionService } from '../retention/retention-service.ts';
import type { Egress } from '../secrets/egress.ts';
import type { SecretService } from '../secrets/inventory/secret-service.ts';
import type { VaultService } from '../secrets/vault-service.ts';

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
  readonly imports: ImportJobs;
  readonly mapping: MapAgainService;
  readonly rejected: RejectedService;
  readonly exports: ExportService;
  readonly secrets: SecretService;
  readonly vault: VaultService;
  readonly retention: RetentionService;
  /** What every text passes on its way out of the app. */
  readonly egress: Egress;
  readonly vendors: readonly VendorDefinition[];
  /** Writes an unforeseen exception to the log, masked. */
  readonly reportBug: (where: string, bug: unknown) => void;
  close(): Promise<void>;
}
