import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../collector/clock.ts';
import { createSourceService } from '../collector/create-source-service.ts';
import { openWorkspace } from '../database/open-workspace.ts';
import { readSources } from '../database/source-reader.ts';
import type { Workspace } from '../database/workspace.ts';
import { createExportService } from '../export/create-export-service.ts';
import { createMapAgainService } from '../mapping/create-map-again-service.ts';
import { createRejectedService } from '../mapping/create-rejected-service.ts';
import { buildRowsQuery } from '../query/build-page-query.ts';
import { createQueryService } from '../query/create-query-service.ts';
import { createRetentionService } from '../retention/create-retention-service.ts';
import { createEgress, type OwnEgress } from '../secrets/create-egress.ts';
import { createCredentialStore } from '../secrets/credential-store.ts';
import { createEnvironmentKeychain } from '../secrets/environment-keychain.ts';
import { createSecretService } from '../secrets/inventory/create-secret-service.ts';
import type { Keychain } from '../secrets/keychain.ts';
import { openKeychain } from '../secrets/keytar-keychain.ts';
import { createProcessKeychain } from '../secrets/process-keychain.ts';
import { vendors } from '../vendors/registry.ts';
import type { AppServices } from './app-services.ts';
import { connectSampleTenant } from './connect-sample-tenant.ts';
import { startDailyBackup } from './daily-backup.ts';
import { defaultExportFolder } from './default-workspace.ts';
import { tellEgressOfStored, vaultKnownToEgress } from './egress-of-vault.ts';
import { egressWriter } from './egress-writer.ts';
import { openLogger } from './logger.ts';
import { openVaultOfWorkspace } from './open-vault-of-workspace.ts';
import { vaultWriter } from './vault-writer.ts';

export interface OpenAppOptions {
  readonly workspaceFolder: string;
  /** Connects to the sample tenant on loopback; its keys live as long as the process. */
  readonly sample: boolean;
  readonly createIfMissing: boolean;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  /** The process's own, which is at work before anything is open; without it the app has one of its own. */
  readonly egress?: OwnEgress;
}

/**
 * Opens the workspace and builds every service once. Without a keychain, or with a vault that does not open, the app
 * opens all the same: what is stored can be read, collecting is refused, and a notice says why.
 */
export async function openApp(options: OpenAppOptions): Promise<Result<AppServices, AppError>> {
  const { clock, sample } = options;
  const [opened, keychain] = await Promise.all([
    openWorkspace({
      folder: options.workspaceFolder,
      clock,
      createIfMissing: options.createIfMissing,
    }),
    sample ? ok(createProcessKeychain()) : openKeychain(),
  ]);
  if (!opened.ok) return opened;
  const workspace = opened.value;
  try {
    const refusal = sample ? await whyNoSample(workspace) : null;
    if (refusal !== null) {
      await workspace.close();
      return failed(refusal);
    }
    return ok(await buildServices(workspace, keychain, options));
  } catch (bug) {
    await workspace.close();
    throw bug;
  }
}

/** Made-up events must not come among real ones, and an earlier sample was sealed with a key that is gone. */
async function whyNoSample({ folder, readers }: Workspace): Promise<AppError | null> {
  const sources = await readSources(readers);
  if (!sources.ok) return sources.error;
  if (sources.value.length === 0) return null;
  return appError(
    'workspace-invalid',
    `The workspace ${folder} has sources already, and the sample needs a new one. Nothing was changed.`,
    'Name an empty folder for the sample, or none: it is then thrown away with the run.',
  );
}

async function buildServices(
  workspace: Workspace,
  keychain: Result<Keychain, AppError>,
  { clock, sample, env, egress = createEgress() }: OpenAppOptions,
): Promise<AppServices> {
  const logger = openLogger(join(workspace.folder, 'logs'), egress.text);
  const reportBug = (where: string, bug: unknown) =>
    logger.error({ where, bug: describeBug(bug) }, 'unforeseen');
  const environment = createEnvironmentKeychain(sample ? {} : env);
  const inWorkspace = { workspace, keychain, environment, clock, reportProblem: reportBug };
  const { vault: opened, service: vaultService } = await openVaultOfWorkspace(inWorkspace);
  const vault = vaultKnownToEgress(opened, egress);
  const masked = egressWriter(workspace.writer, egress);
  const writer = vault.ok ? vaultWriter(masked, vault.value) : masked;
  const closing = new AbortController();
  const known = tellEgressOfStored(workspace.readers, egress, closing.signal, reportBug);
  const credentials = createCredentialStore({
    keychain: keychain.ok ? keychain.value : null,
    environment,
    workspaceId: workspace.workspaceId,
    onValue: egress.addCredential,
  });
  const sources = await createSourceService({
    workspace: { readers: workspace.readers, writer },
    vendors,
    credentials,
    vault,
    clock,
    random: Math.random,
    egress: egress.text,
  });
  const exports = createExportService({
    readers: workspace.readers,
    writer,
    buildRowsQuery,
    clock,
    mask: egress.stored,
    newId: randomUUID,
    exportFolder: defaultExportFolder(homedir(), existsSync),
    workspaceFolder: workspace.folder,
  });
  const mapping = createMapAgainService({
    readers: workspace.readers,
    writer,
    vendors,
    vault,
    clock,
    newId: randomUUID,
  });
  const secrets = createSecretService({ readers: workspace.readers, writer, vault, egress, clock });
  const rejected = createRejectedService({
    readers: workspace.readers,
    writer,
    vendors,
    vault,
    egress,
    clock,
    exportFolder: defaultExportFolder(homedir(), existsSync),
    workspaceFolder: workspace.folder,
  });
  vaultService.resume();
  const retention = createRetentionService({
    workspace: { ...workspace, writer },
    clock,
    reportProblem: reportBug,
  });
  const backups = startDailyBackup({ workspace, clock, reportProblem: reportBug });
  const tenant = sample ? await connectSampleTenant(sources, clock) : null;

  return {
    workspace,
    sample,
    keychain: {
      available: keychain.ok,
      name: keychain.ok ? keychain.value.name : environment.name,
      problem: keychain.ok ? null : keychain.error,
    },
    notices: [...workspace.notices, ...(vault.ok ? [] : [vault.error])],
    query: createQueryService({ readers: workspace.readers, clock }),
    sources,
    imports: sources.imports,
    mapping,
    rejected,
    exports,
    secrets,
    vault: vaultService,
    retention,
    egress,
    vendors,
    reportBug,
    async close() {
      closing.abort();
      await vaultService.close();
      await retention.close();
      await exports.close();
      await mapping.close();
      await sources.close();
      await tenant?.close();
      // Closing interrupts a backup that is being written, and the loop then ends.
      await Promise.all([workspace.close(), backups.stop(), known]);
      logger.flush();
    },
  };
}

function describeBug(bug: unknown): string {
  if (bug instanceof Error) return bug.stack ?? bug.message;
  return typeof bug === 'object' ? JSON.stringify(bug) : String(bug);
}
