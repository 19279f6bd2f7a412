import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { US_PER_SECOND } from '../../../shared/time-range.ts';
import type { Readers } from '../../database/readers.ts';
import { readSecretList } from '../../database/secret-list-reader.ts';
import {
  readKnownFingerprints,
  readSealedSecret,
  readSecretDetail,
  readSecretSummaries,
} from '../../database/secret-reader.ts';
import type { Writer } from '../../database/writer.ts';
import type { Egress } from '../egress.ts';
import type { Vault } from '../vault.ts';
import { checkCandidateFile, noText, notReadable, readCandidates } from './candidate-file.ts';
import { type ChangeClock, createChangeTeller } from './change-teller.ts';
import { lookUp } from './look-up.ts';
import type { SecretService } from './secret-service.ts';
import { encodingOfFile } from './text-encoding.ts';

/** How long a revealed value is shown. */
const SHOWN_FOR_US = 30 * US_PER_SECOND;

export interface SecretServiceParts {
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'setSecretState' | 'recordAudit' | 'onSecrets'>;
  /** Without one the inventory is there all the same; values can be neither revealed nor looked up. */
  readonly vault: Result<Vault, AppError>;
  /** What the analyst writes (a note, a reason) is kept, and may hold a value by mistake. */
  readonly egress: Pick<Egress, 'text'>;
  readonly clock: ChangeClock;
}

export function createSecretService(parts: SecretServiceParts): SecretService {
  const { readers, writer, egress, clock } = parts;
  const teller = createChangeTeller(clock);
  writer.onSecrets((change) => teller.tell(change));
  const vault = parts.vault.ok ? parts.vault : failed(locked(parts.vault.error));

  const lookUpIn: SecretService['lookUp'] = async (candidates, signal) => {
    if (!vault.ok) return vault;
    const { value: open } = vault;
    return lookUp(
      candidates,
      {
        fingerprint: (value) => open.fingerprint(value),
        readKnown: (fingerprints, asked) => readKnownFingerprints(readers, fingerprints, asked),
        readSummaries: (fingerprints, asked) => readSecretSummaries(readers, fingerprints, asked),
      },
      signal,
    );
  };

  /** The value, once the audit log says that it was given. */
  async function give(
    action: 'secret.revealed' | 'secret.copied',
    { fingerprint, reason }: { readonly fingerprint: string; readonly reason: string },
  ): Promise<Result<string, AppError>> {
    if (!vault.ok) return vault;
    const sealed = await readSealedSecret(readers, fingerprint);
    if (!sealed.ok) return sealed;
    const { ciphertext, secretType } = sealed.value;
    const value = unsealed(vault.value, ciphertext, fingerprint);
    if (!value.ok) return value;
    const detail = { fingerprint, secretType, reason: egress.text(reason) };
    const recorded = await writer.recordAudit({ atUs: clock.nowUs(), action, detail });
    return recorded.ok ? value : failed(notRecorded(recorded.error));
  }

  return {
    list: (input, signal) => readSecretList(readers, input, signal),
    detail: ({ fingerprint }, signal) => readSecretDetail(readers, fingerprint, signal),
    setState: ({ fingerprints, state, note }) =>
      writer.setSecretState({
        fingerprints,
        state,
        note: note === null || note === '' ? null : egress.text(note),
        atUs: clock.nowUs(),
      }),
    reveal: async (input) => {
      const value = await give('secret.revealed', input);
      return value.ok ? ok({ value: value.value, hideAtUs: clock.nowUs() + SHOWN_FOR_US }) : value;
    },
    take: (input) => give('secret.copied', input),
    lookUp: lookUpIn,
    lookUpFile: async (path, signal) => {
      if (!vault.ok) return vault;
      const checked = await checkCandidateFile(path);
      if (!checked.ok) return checked;
      try {
        const encoding = await encodingOfFile(path);
        return encoding === null ? failed(noText()) : await lookUpIn(readCandidates(path, encoding), signal);
      } catch (problem) {
        if (problem instanceof Error && 'code' in problem) return failed(notReadable());
        throw problem;
      }
    },
    onChange: (listener) => teller.listen(listener),
  };
}

function unsealed(vault: Vault, ciphertext: Uint8Array, fingerprint: string): Result<string, AppError> {
  try {
    return ok(vault.unseal(ciphertext, fingerprint));
  } catch {
    return failed(
      appError(
        'storage',
        'This value can’t be opened: what is sealed of it is damaged, or was sealed under another key.',
        'Its places and history stay as they are. A backup may hold it whole.',
      ),
    );
  }
}

/** Whatever the reason for it, without the key values are shut. */
function locked(error: AppError): AppError {
  return error.kind === 'vault-locked' ? error : { ...error, kind: 'vault-locked' };
}

function notRecorded(error: AppError): AppError {
  return {
    ...error,
    message: `The audit log could not be written, so the value was not given. ${error.message}`,
  };
}
