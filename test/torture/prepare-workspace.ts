import { cp } from 'node:fs/promises';
import { openWorkspace } from '../../main/database/open-workspace.ts';
import { seededRandom } from '../../main/sample-tenant/seeded-random.ts';
import { credentialVariable } from '../../main/secrets/environment-keychain.ts';
import { VAULT_KEY_NEXT_VARIABLE, VAULT_KEY_VARIABLE } from '../../main/secrets/vault-problems.ts';
import { vendors } from '../../main/vendors/registry.ts';
import type { SourceDraft } from '../../shared/ipc/ipc-contract.ts';
import type { Result } from '../../shared/result.ts';
import type { StreamSettings } from '../../shared/source-status.ts';
import { US_PER_MS } from '../../shared/time-range.ts';

/** Small, so that there are many pages to be killed at. */
const pageSize = 20;

/** Makes the workspace with a source for each vendor, all of their streams on. Ids follow from the seed. */
export async function makeWorkspace(
  folder: string,
  drafts: readonly SourceDraft[],
  options: { readonly seed: string; readonly lookBackDays: number; readonly nowMs: number },
): Promise<void> {
  const { seed, lookBackDays, nowMs } = options;
  const clock = { nowUs: () => nowMs * US_PER_MS };
  const workspace = unwrapped(await openWorkspace({ folder, clock, createIfMissing: true, threads: 1 }));
  const random = seededRandom(seed, 'sources');
  try {
    for (const { vendor, name, url, settings } of drafts) {
      unwrapped(
        await workspace.writer.saveSource({
          sourceId: random.uuid(),
          vendor,
          name,
          url,
          settings,
          streams: streamsOf(vendor, lookBackDays),
          paused: false,
          credentialsExpireAtUs: null,
          createdAtUs: clock.nowUs(),
        }),
      );
    }
  } finally {
    await workspace.close();
  }
}

function streamsOf(name: string, lookBackDays: number): Record<string, StreamSettings> {
  const vendor = vendors.find(({ descriptor }) => descriptor.vendor === name);
  return Object.fromEntries(
    (vendor?.descriptor.streams ?? []).map((stream) => [
      stream.name,
      {
        enabled: true,
        intervalSeconds: stream.intervalSeconds,
        lookBackDays,
        pageSize: stream.pageSize === null ? 0 : Math.min(pageSize, stream.pageSize.max),
      },
    ]),
  );
}

/** What the app needs to know and is never written down: credentials, and the vault's key. */
export interface SecretVariables {
  /** With the vault's key of a workspace, and the one that it is changed to next. */
  ofTurn(turn: number): Record<string, string>;
}

export function createSecretVariables(drafts: readonly SourceDraft[], seed: string): SecretVariables {
  const keyOf = (turn: number) => {
    const random = seededRandom(seed, 'vault key', turn);
    return Buffer.from(Array.from({ length: 32 }, () => random.between(0, 255))).toString('base64');
  };
  const credentials = Object.fromEntries(
    drafts.flatMap((draft) =>
      Object.entries(draft.credentials).map(([name, value]) => [credentialVariable(draft.name, name), value]),
    ),
  );
  return {
    ofTurn: (turn) => ({
      ...credentials,
      [VAULT_KEY_VARIABLE]: keyOf(turn),
      [VAULT_KEY_NEXT_VARIABLE]: keyOf(turn + 1),
    }),
  };
}

/** Only of a workspace that nobody has open. */
export function copyWorkspace(from: string, to: string): Promise<void> {
  return cp(from, to, { recursive: true });
}

export function unwrapped<Value>(result: Result<Value, { readonly message: string }>): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
