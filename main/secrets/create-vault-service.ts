import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Readers } from '../database/readers.ts';
import { readVaultFacts } from '../database/vault-key-reader.ts';
import type { RingVault } from './ring-vault.ts';
import { beginRotation, finishRotation, type RotationParts } from './rotate-vault.ts';
import type { VaultService } from './vault-service.ts';

export interface VaultServiceParts {
  readonly readers: Readers;
  readonly vault: Result<RingVault, AppError>;
  /** Where the master key is, for people. */
  readonly keyFrom: string;
  /** Of an open vault. */
  rotation(vault: RingVault, signal: AbortSignal): RotationParts;
  /** Told of a change of keys that could not be ended in the background. */
  reportProblem(where: string, problem: unknown): void;
}

export interface OwnVaultService extends VaultService {
  /** Ends a change of keys that was cut off, in the background. */
  resume(): void;
  /** Stops at the next safe point; the next opening goes on. */
  close(): Promise<void>;
}

export function createVaultService(parts: VaultServiceParts): OwnVaultService {
  const { vault, readers, keyFrom } = parts;
  const closing = new AbortController();
  let going: Promise<Result<number, AppError>> | null = null;

  /** One at a time; whoever asks meanwhile waits for the one that goes on. */
  function changeKey(isNew: boolean): Promise<Result<number, AppError>> {
    going ??= change(isNew).finally(() => {
      going = null;
    });
    return going;
  }

  async function change(isNew: boolean): Promise<Result<number, AppError>> {
    if (!vault.ok) return vault;
    const rotation = parts.rotation(vault.value, closing.signal);
    // What was cut off made a new key already; it only has to be ended.
    if (isNew && vault.value.ring().stage === 'settled') {
      const begun = await beginRotation(rotation);
      if (!begun.ok) return vault.value.ring().stage === 'settled' ? begun : failed(toBeEnded(begun.error));
    }
    const finished = await finishRotation(rotation);
    return finished.ok ? finished : failed(toBeEnded(finished.error));
  }

  return {
    async status() {
      const facts = await readVaultFacts(readers);
      if (!facts.ok) return facts;
      const problem = vault.ok ? null : vault.error;
      return ok({ state: vault.ok ? 'open' : 'locked', keyFrom, ...facts.value, problem });
    },
    async rotate() {
      const changed = await changeKey(true);
      return changed.ok ? ok({ sealedAgain: changed.value }) : changed;
    },
    resume() {
      if (!vault.ok || vault.value.ring().stage === 'settled') return;
      void changeKey(false).then((ended) => {
        if (!ended.ok && !closing.signal.aborted) parts.reportProblem('vault rotation', ended.error);
      });
    },
    async close() {
      closing.abort();
      await going;
    },
  };
}

/** The new key is in use already, whatever comes now. */
function toBeEnded(cause: AppError): AppError {
  if (cause.kind === 'cancelled') return cause;
  return appError(
    cause.kind,
    `The vault has its new key, but the change could not be ended. ${cause.message}`,
    `${cause.remedy} The change is ended when Keyglass is opened next, or when you change the key again.`,
    cause.detail === undefined ? {} : { detail: cause.detail },
  );
}
