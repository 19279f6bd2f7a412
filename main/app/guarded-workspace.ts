import { join } from 'node:path';
import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock } from '../collector/clock.ts';
import type { Readers } from '../database/readers.ts';
import type { Workspace } from '../database/workspace.ts';
import type { Writer } from '../database/writer.ts';
import type { OwnEgress } from '../secrets/create-egress.ts';
import { type CredentialStore, createCredentialStore } from '../secrets/credential-store.ts';
import { createEnvironmentKeychain } from '../secrets/environment-keychain.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { Vault } from '../secrets/vault.ts';
import type { AppServices } from './app-services.ts';
import { tellEgressOfStored, vaultKnownToEgress } from './egress-of-vault.ts';
import { egressWriter } from './egress-writer.ts';
import { openLogger } from './logger.ts';
import { openVaultOfWorkspace, type VaultOfWorkspace } from './open-vault-of-workspace.ts';
import { vaultWriter } from './vault-writer.ts';

/** A workspace with everything that keeps its secrets shut in place. Services are built over this, never over the bare one. */
export interface GuardedWorkspace {
  readonly workspace: Workspace;
  readonly readers: Readers;
  /** What it is given passes the egress function first, and is sealed under the vault's present key. */
  readonly writer: Writer;
  readonly vault: Result<Vault, AppError>;
  readonly vaultService: VaultOfWorkspace['service'];
  readonly credentials: CredentialStore;
  readonly egress: OwnEgress;
  readonly keychain: AppServices['keychain'];
  readonly reportBug: AppServices['reportBug'];
  /** After the services, and before the workspace. */
  close(): Promise<void>;
  flushLog(): void;
}

export interface ToGuard {
  readonly workspace: Workspace;
  readonly keychain: Result<Keychain, AppError>;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  readonly egress: OwnEgress;
}

/** Opens log, vault and credentials of the workspace, and makes all three known to the egress function. */
export async function guardWorkspace(options: ToGuard): Promise<GuardedWorkspace> {
  const { workspace, keychain, clock, env, egress } = options;
  const logger = openLogger(join(workspace.folder, 'logs'), egress.text);
  const reportBug = (where: string, bug: unknown) =>
    logger.error({ where, bug: egress.isReady() ? describeBug(bug) : placeOfBug(bug) }, 'unforeseen');
  const environment = createEnvironmentKeychain(env);
  for (const key of [environment.vaultKey(), environment.nextVaultKey()]) {
    if (key !== null) egress.addCredential(key);
  }
  const opened = await openVaultOfWorkspace({
    workspace,
    keychain,
    environment,
    clock,
    reportProblem: reportBug,
  });
  const vault = vaultKnownToEgress(opened.vault, egress);
  const masked = egressWriter(workspace.writer, egress);
  const closing = new AbortController();
  const known = tellEgressOfStored(workspace.readers, vault, egress, closing.signal, reportBug);
  return {
    workspace,
    readers: workspace.readers,
    writer: vault.ok ? vaultWriter(masked, vault.value) : masked,
    vault,
    vaultService: opened.service,
    credentials: createCredentialStore({
      keychain: keychain.ok ? keychain.value : null,
      environment,
      workspaceId: workspace.workspaceId,
      onValue: egress.addCredential,
    }),
    egress,
    keychain: {
      available: keychain.ok,
      name: keychain.ok ? keychain.value.name : environment.name,
      problem: keychain.ok ? null : keychain.error,
    },
    reportBug,
    async close() {
      closing.abort();
      await opened.service.close();
      await known;
    },
    flushLog: () => logger.flush(),
  };
}

function describeBug(bug: unknown): string {
  if (bug instanceof Error) return bug.stack ?? bug.message;
  return typeof bug === 'object' ? JSON.stringify(bug) : String(bug);
}

/**
 * A log can't wait, and until all values of earlier runs are known nobody can tell whether the words of a bug hold one:
 * its kind, and where it happened.
 */
function placeOfBug(bug: unknown): string {
  if (!(bug instanceof Error)) return `${typeof bug}, while the values of earlier runs were being read`;
  const said = `${bug.name}: ${bug.message}`;
  const frames = bug.stack?.startsWith(said) ? bug.stack.slice(said.length) : '';
  return `${bug.name}, while the values of earlier runs were being read${frames}`;
}
