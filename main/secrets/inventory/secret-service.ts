import type { AppError } from '../../../shared/app-error.ts';
import type { IpcInput, IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import type { Result } from '../../../shared/result.ts';

/** Secrets as things of their own: inventory, states, look-up, reveal. Made by `create-secret-service.ts`. */
export interface SecretService {
  list(
    input: Omit<IpcInput<'secrets.list'>, 'requestId'>,
    signal?: AbortSignal,
  ): Promise<Result<IpcOutput<'secrets.list'>, AppError>>;
  detail(
    input: Omit<IpcInput<'secrets.detail'>, 'requestId'>,
    signal?: AbortSignal,
  ): Promise<Result<IpcOutput<'secrets.detail'>, AppError>>;
  /** All of them or none. A secret that has the state already gets the note all the same. */
  setState(input: IpcInput<'secrets.setState'>): Promise<Result<null, AppError>>;
  /**
   * The value, after the audit log has it. Fails with `vault-locked` where the key is gone, `not-found` where there is no
   * such secret. Whoever shows it hides it at `hideAtUs`.
   */
  reveal(input: IpcInput<'secrets.reveal'>): Promise<Result<IpcOutput<'secrets.reveal'>, AppError>>;
  /** For the clipboard, recorded as such. */
  take(input: IpcInput<'secrets.copy'>): Promise<Result<string, AppError>>;
  /**
   * Which of the candidates were exposed, by fingerprint; they are forgotten with the answer. A candidate is tried as it
   * is, without the space around it, without quotes, and as the value of a `NAME=value` line.
   */
  lookUp(
    candidates: AsyncIterable<string> | Iterable<string>,
    signal?: AbortSignal,
  ): Promise<Result<IpcOutput<'secrets.lookUp'>, AppError>>;
  lookUpFile(path: string, signal?: AbortSignal): Promise<Result<IpcOutput<'secrets.lookUp'>, AppError>>;
  /** Told after secrets came in or changed their state; `regressed` is how many came back. */
  onChange(listener: (change: { regressed: number }) => void): () => void;
}
