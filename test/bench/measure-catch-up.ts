import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../main/collector/clock.ts';
import { createSourceService } from '../../main/collector/create-source-service.ts';
import { openWorkspace } from '../../main/database/open-workspace.ts';
import { readVaultKey } from '../../main/database/vault-key-reader.ts';
import { createCredentialStore } from '../../main/secrets/credential-store.ts';
import { createEnvironmentKeychain } from '../../main/secrets/environment-keychain.ts';
import { openVault } from '../../main/secrets/open-vault.ts';
import { createProcessKeychain } from '../../main/secrets/process-keychain.ts';
import { vendors } from '../../main/vendors/registry.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { Budget } from './budget.ts';
import type { Figure } from './figures.ts';
import { timed, withLoopDelay } from './measure.ts';
import { unwrap } from './unwrap.ts';

/** All five vendors of the sample tenant from nothing to the present, over real HTTP, all streams at once. */
export async function measureCatchUp(folder: string, budget: Budget): Promise<Figure[]> {
  const tenant = spawn(
    process.execPath,
    [fileURLToPath(new URL('serve-sample-tenant.ts', import.meta.url))],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const drafts = await readDrafts(tenant);
    const collected = await withLoopDelay(() => timed(() => collectAll(drafts, join(folder, 'catch-up'))));
    const { received, streams } = collected.value.value;
    return [
      {
        name: `Catch-up of the sample tenant: ${streams} streams, ${received.toLocaleString('en-GB')} records`,
        unit: 's',
        budget: null,
        measured: collected.value.ms / 1_000,
        direct: null,
      },
      {
        name: 'Event-loop delay while catching up, p99',
        unit: 'ms',
        budget: budget.loopDelayMs,
        measured: collected.p99Ms,
        direct: null,
      },
    ];
  } finally {
    tenant.kill();
  }
}

async function readDrafts(tenant: ChildProcess): Promise<SourceDraft[]> {
  if (tenant.stdout === null) throw new Error('The sample tenant has no output');
  for await (const line of createInterface(tenant.stdout)) return JSON.parse(line);
  throw new Error('The sample tenant did not start');
}

async function collectAll(
  drafts: readonly SourceDraft[],
  folder: string,
): Promise<{ received: number; streams: number }> {
  const threads = availableParallelism();
  const workspace = unwrap(
    await openWorkspace({ folder, clock: systemClock, createIfMissing: true, threads }),
  );
  const { readers, writer, workspaceId } = workspace;
  const vault = await openVault({
    workspaceId,
    masterKey: { kind: 'given', base64: randomBytes(32).toString('base64') },
    readVaultKey: () => readVaultKey(readers),
    writeVaultKey: (key) => writer.writeVaultKey(key),
    randomBytes,
  });
  const service = await createSourceService({
    workspace,
    vendors,
    credentials: createCredentialStore({
      workspaceId,
      keychain: createProcessKeychain(),
      environment: createEnvironmentKeychain({}),
    }),
    vault,
    clock: systemClock,
    random: Math.random,
  });
  try {
    const ids: string[] = [];
    for (const draft of drafts) ids.push(unwrap(await service.add(draft)).sourceId);
    const streams = unwrap(await service.collectUntilCaughtUp(ids));
    for (const { error } of streams) if (error !== null) throw new Error(error.message);
    return {
      received: streams.reduce((sum, { counts }) => sum + counts.received, 0),
      streams: streams.length,
    };
  } finally {
    await service.close();
    await workspace.close();
  }
}
