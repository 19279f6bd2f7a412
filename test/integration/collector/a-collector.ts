import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createSourceService } from '../../../main/collector/create-source-service.ts';
import type { SourceService } from '../../../main/collector/source-service.ts';
import type { VendorDefinition } from '../../../main/collector/stream-definition.ts';
import type { PlainRow } from '../../../main/database/readers.ts';
import { readVaultKey } from '../../../main/database/vault-key-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { type CredentialStore, createCredentialStore } from '../../../main/secrets/credential-store.ts';
import { createEnvironmentKeychain } from '../../../main/secrets/environment-keychain.ts';
import type { Keychain } from '../../../main/secrets/keychain.ts';
import { openVault } from '../../../main/secrets/open-vault.ts';
import type { Vault } from '../../../main/secrets/vault.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { SourceStatus, StreamStatus } from '../../../shared/source-status.ts';
import { expectAccountsToAgree } from '../../helpers/agreeing-accounts.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';

/** A keychain in memory that can be looked into and made to fail. */
export interface MemoryKeychain extends Keychain {
  readonly entries: Map<string, string>;
  failWrites: AppError | null;
}

export function aMemoryKeychain(): MemoryKeychain {
  const entries = new Map<string, string>();
  return {
    name: 'memory',
    persistent: false,
    entries,
    failWrites: null,
    read: async (account) => ok(entries.get(account) ?? null),
    async write(account, value) {
      if (this.failWrites !== null) return { ok: false, error: this.failWrites };
      entries.set(account, value);
      return ok(null);
    },
    async remove(account) {
      entries.delete(account);
      return ok(null);
    },
  };
}

export interface Collector {
  readonly service: SourceService;
  readonly workspace: Workspace;
  readonly clock: FakeClock;
  readonly keychain: MemoryKeychain;
  /** Adds a source of the first vendor, or throws. */
  add(url: string, rest?: { name?: string; lookBackDays?: number; key?: string }): Promise<string>;
  status(sourceId: string): Promise<SourceStatus>;
  stream(sourceId: string, stream?: string): Promise<StreamStatus>;
  /** Runs the source to the present and answers with its streams' errors. */
  collect(sourceId: string, signal?: AbortSignal): Promise<(AppError | null)[]>;
  rows(text: string): Promise<readonly PlainRow[]>;
  /** Closes service and workspace and opens both again, as a restart does. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

export interface CollectorOptions {
  readonly vendors: readonly VendorDefinition[];
  readonly clock?: FakeClock;
  readonly vault?: Result<Vault, AppError>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly withoutKeychain?: boolean;
}

/** A source service over a real workspace in a temporary folder; only time and the keychain are made up. */
export async function aCollector(options: CollectorOptions): Promise<Collector> {
  const folder = await aTemporaryFolder();
  const clock = options.clock ?? createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
  const keychain = aMemoryKeychain();
  let { workspace, service } = await open();

  async function open(): Promise<{ workspace: Workspace; service: SourceService }> {
    const opened = await openTestWorkspace(join(folder.path, 'workspace'), { clock });
    const credentials: CredentialStore = createCredentialStore({
      keychain: options.withoutKeychain ? null : keychain,
      environment: createEnvironmentKeychain(options.environment ?? {}),
      workspaceId: opened.workspaceId,
    });
    const vault = options.vault ?? (await openTestVault(opened, keychain));
    const { vendors } = options;
    const made = await createSourceService({
      workspace: opened,
      vendors,
      credentials,
      vault,
      clock,
      random: () => 0,
    });
    return { workspace: opened, service: made };
  }

  const collector: Collector = {
    get service() {
      return service;
    },
    get workspace() {
      return workspace;
    },
    clock,
    keychain,
    async add(url, { name = 'North gate', lookBackDays = 3, key = 'key-of-the-north-gate' } = {}) {
      const added = await service.add({
        vendor: options.vendors[0]?.descriptor.vendor ?? '',
        name,
        url,
        settings: {},
        credentials: { [options.vendors[0]?.descriptor.credentials[0]?.name ?? '']: key },
        streams: Object.fromEntries(
          (options.vendors[0]?.streams ?? []).map(({ name: stream }) => [stream, { lookBackDays }]),
        ),
        credentialsExpireAtUs: null,
      });
      if (!added.ok) throw new Error(added.error.message);
      return added.value.sourceId;
    },
    async status(sourceId) {
      const list = await service.list();
      const status = list.ok ? list.value.find((source) => source.sourceId === sourceId) : undefined;
      if (status === undefined) throw new Error('no such source');
      return status;
    },
    async stream(sourceId, name) {
      const { streams } = await collector.status(sourceId);
      const status = name === undefined ? streams[0] : streams.find(({ stream }) => stream === name);
      if (status === undefined) throw new Error('no such stream');
      return status;
    },
    async collect(sourceId, signal) {
      const collected = await service.collectUntilCaughtUp([sourceId], signal);
      if (!collected.ok) throw new Error(collected.error.message);
      await expectCountsToAddUp(collector);
      return collected.value.map(({ error }) => error);
    },
    async rows(text) {
      const rows = await workspace.readers.all({ text, values: [] });
      if (!rows.ok) throw new Error(rows.error.message);
      return rows.value;
    },
    async restart() {
      await service.close();
      await workspace.close();
      ({ workspace, service } = await open());
    },
    async remove() {
      await expectCountsToAddUp(collector);
      await service.close();
      await workspace.close();
      await folder.remove();
    },
  };
  return collector;
}

export function openTestVault(workspace: Workspace, keychain: Keychain): Promise<Result<Vault, AppError>> {
  return openVault({
    workspaceId: workspace.workspaceId,
    masterKey: { kind: 'keychain', keychain },
    readVaultKey: () => readVaultKey(workspace.readers),
    writeVaultKey: (key) => workspace.writer.writeVaultKey(key),
    randomBytes,
  });
}

/**
 * Received = stored + duplicate + rejected, for each run and for each stream as a person sees it; and what is said to
 * be stored is there.
 */
export async function expectCountsToAddUp(collector: Collector): Promise<void> {
  const runs = await collector.rows('SELECT received, stored, duplicate, rejected FROM runs');
  const list = await collector.service.list();
  const shown = list.ok ? list.value.flatMap(({ streams }) => streams.map(({ counts }) => counts)) : [];
  for (const counts of [...shown, ...runs]) {
    const { received, stored, duplicate, rejected } = counts as Record<string, number>;
    expect(received).toBe((stored ?? 0) + (duplicate ?? 0) + (rejected ?? 0));
  }
  await expectAccountsToAgree(collector.workspace, 'as collected');
}
