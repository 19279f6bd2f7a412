import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Clock } from '../collector/clock.ts';
import { createSourceService } from '../collector/create-source-service.ts';
import { createExportService } from '../export/create-export-service.ts';
import { createMapAgainService } from '../mapping/create-map-again-service.ts';
import { createRejectedService } from '../mapping/create-rejected-service.ts';
import { buildRowsQuery } from '../query/build-page-query.ts';
import { createQueryService } from '../query/create-query-service.ts';
import { createRetentionService } from '../retention/create-retention-service.ts';
import { createSecretService } from '../secrets/inventory/create-secret-service.ts';
import { vendors } from '../vendors/registry.ts';
import type { AppServices } from './app-services.ts';
import { connectSampleTenant } from './connect-sample-tenant.ts';
import { startDailyBackup } from './daily-backup.ts';
import { defaultExportFolder } from './default-workspace.ts';
import type { GuardedWorkspace } from './guarded-workspace.ts';

/** Builds every service once, and begins what runs by itself. The sample adds its sources. */
export async function buildServices(
  guarded: GuardedWorkspace,
  clock: Clock,
  sample: boolean,
): Promise<AppServices> {
  const { workspace, readers, writer, vault, credentials, egress, reportBug: reportProblem } = guarded;
  const stored = { readers, writer, clock };
  const files = {
    workspaceFolder: workspace.folder,
    exportFolder: defaultExportFolder(homedir(), existsSync),
  };
  const retention = createRetentionService({ workspace: { ...workspace, writer }, clock, reportProblem });
  const sources = await createSourceService({
    workspace: { readers, writer },
    vendors,
    credentials,
    vault,
    clock,
    random: Math.random,
    egress: egress.text,
    egressReady: egress.ready,
    onVendorTime: retention.vendorAnswered,
  });
  const exports = createExportService({
    ...stored,
    ...files,
    buildRowsQuery,
    mask: egress.stored,
    maskReady: egress.ready,
    maskTyped: egress.text,
    newId: randomUUID,
  });
  const mapping = createMapAgainService({ ...stored, vendors, vault, newId: randomUUID });
  const secrets = createSecretService({ ...stored, vault, egress });
  const rejected = createRejectedService({ ...stored, ...files, vendors, vault, egress });
  guarded.vaultService.resume();
  const backups = startDailyBackup({ workspace, clock, reportProblem });
  const tenant = sample ? await connectSampleTenant(sources, clock) : null;

  return {
    workspace,
    sample,
    keychain: guarded.keychain,
    notices: [...workspace.notices, ...(vault.ok ? [] : [vault.error])],
    query: createQueryService({ readers, clock }),
    sources,
    imports: sources.imports,
    mapping,
    rejected,
    exports,
    secrets,
    vault: guarded.vaultService,
    retention,
    egress,
    vendors,
    reportBug: reportProblem,
    async close() {
      for (const service of [retention, exports, mapping, sources]) await service.close();
      await tenant?.close();
      await guarded.close();
      // Closing interrupts a backup that is being written, and the loop then ends.
      await Promise.all([workspace.close(), backups.stop()]);
      guarded.flushLog();
    },
  };
}
