import { join } from 'node:path';
import type { EventToStore, PageToStore } from '../../../../main/database/stored-page.ts';
import type { Workspace } from '../../../../main/database/workspace.ts';
import type { Writer } from '../../../../main/database/writer.ts';
import { createSecretService } from '../../../../main/secrets/inventory/create-secret-service.ts';
import type { SecretService } from '../../../../main/secrets/inventory/secret-service.ts';
import type { Vault } from '../../../../main/secrets/vault.ts';
import type { AppError } from '../../../../shared/app-error.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { commitEvents } from '../../../helpers/commit-events.ts';
import { anEventToStore, aSecretToStore, type EventOverrides } from '../../../helpers/event-builders.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../../helpers/temporary-workspace.ts';
import { openTestVault } from '../../../unit/secrets/test-vault.ts';

export const secondUs = 1_000_000;
export const dayUs = 86_400 * secondUs;
/** 2026-11-20T10:00:00Z, when the analyst sits down. */
export const startUs = Date.UTC(2026, 10, 20, 10) * 1_000;

export interface Exposure {
  readonly value: string;
  readonly timeUs: number;
  readonly place?: string | null;
  readonly line?: number | null;
  readonly secretType?: string;
  /** The event's own id, for one that comes again. */
  readonly eventId?: string;
  /** Fields that hold other secrets, by value. */
  readonly mentions?: Readonly<Record<string, string>>;
}

export interface Inventory {
  readonly workspace: Workspace;
  readonly vault: Vault;
  readonly clock: FakeClock;
  readonly secrets: SecretService;
  fingerprint(value: string): string;
  /** Stores the events in a run of their own, with their secrets sealed. */
  store(exposures: readonly Exposure[], page?: Partial<PageToStore>): Promise<void>;
  /** The same for events that only mention secrets. */
  mention(
    timeUs: number,
    fields: Readonly<Record<string, string>>,
    page?: Partial<PageToStore>,
    /** Whose version the event is. */
    object?: EventToStore['event']['object'],
  ): Promise<void>;
  /** Closes the workspace and opens it again, as a restart does. */
  restart(): Promise<Inventory>;
  remove(): Promise<void>;
}

export interface InventoryOptions {
  readonly vault?: Result<Vault, AppError>;
  readonly writer?: (writer: Writer) => Pick<Writer, 'setSecretState' | 'recordAudit' | 'onSecrets'>;
}

/** The service over a real workspace in a temporary folder, and a real vault. */
export async function anInventory(options: InventoryOptions = {}): Promise<Inventory> {
  const folder = await aTemporaryFolder();
  const vault = await openTestVault();
  const clock = createFakeClock(new Date(startUs / 1_000));
  return openIn(folder, vault, clock, options);
}

async function openIn(
  folder: { readonly path: string; remove(): Promise<void> },
  vault: Vault,
  clock: FakeClock,
  options: InventoryOptions,
): Promise<Inventory> {
  const workspace = await openTestWorkspace(join(folder.path, 'workspace'), { clock });
  const secrets = createSecretService({
    readers: workspace.readers,
    writer: options.writer?.(workspace.writer) ?? workspace.writer,
    vault: options.vault ?? ok(vault),
    egress: { text: (text) => text.replaceAll('pasted-by-mistake', '‹secret›') },
    clock,
  });
  const sealed = (value: string, timeUs: number, secretType: string | null) => {
    const fingerprint = vault.fingerprint(value);
    const ciphertext = vault.seal(value, fingerprint);
    return aSecretToStore({ fingerprint, secretType, length: value.length, ciphertext, seenAtUs: timeUs });
  };
  const mentionsOf = (fields: Readonly<Record<string, string>>) =>
    Object.entries(fields).map(([field, value]) => ({ fingerprint: vault.fingerprint(value), field }));
  const commit = async (events: readonly EventToStore[], page: Partial<PageToStore>) => {
    await commitEvents(workspace, events, { receivedAtUs: clock.nowUs(), ...page });
  };

  return {
    workspace,
    vault,
    clock,
    secrets,
    fingerprint: vault.fingerprint,
    store: (exposures, page = {}) =>
      commit(
        exposures.map((exposure) => anEventToStore(overridesOf(exposure, vault, mentionsOf))),
        {
          secrets: exposures.flatMap(({ value, timeUs, secretType = 'AWS_ACCESS_KEY_ID', mentions = {} }) => [
            sealed(value, timeUs, secretType),
            ...Object.values(mentions).map((other) => sealed(other, timeUs, null)),
          ]),
          ...page,
        },
      ),
    mention: (timeUs, fields, page = {}, object = undefined) =>
      commit(
        [
          anEventToStore({
            event: { timeUs, secretType: null, ...(object ? { object } : {}) },
            secretFingerprint: null,
            secretLength: null,
            mentions: mentionsOf(fields),
          }),
        ],
        { secrets: Object.values(fields).map((value) => sealed(value, timeUs, null)), ...page },
      ),
    restart: async () => {
      await workspace.close();
      return openIn(folder, vault, clock, options);
    },
    remove: async () => {
      await workspace.close();
      await folder.remove();
    },
  };
}

function overridesOf(
  { value, timeUs, place = 'repo/config.yml', line = 12, secretType, eventId, mentions = {} }: Exposure,
  vault: Vault,
  mentionsOf: (fields: Readonly<Record<string, string>>) => EventToStore['mentions'],
): EventOverrides {
  return {
    ...(eventId === undefined ? {} : { eventId }),
    secretFingerprint: vault.fingerprint(value),
    secretLength: value.length,
    mentions: mentionsOf(mentions) ?? [],
    event: {
      timeUs,
      resource: place,
      secretLine: line,
      ...(secretType === undefined ? {} : { secretType }),
    },
  };
}

/** The value of a good answer, or the test fails with the sentence of the error. */
export function unwrapped<Value>(result: Result<Value, AppError>): Value {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message} ${result.error.detail}`);
  return result.value;
}
