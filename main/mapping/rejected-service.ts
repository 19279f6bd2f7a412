import type { AppError } from '../../shared/app-error.ts';
import type { IpcInput, IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import type { Result } from '../../shared/result.ts';

/** Rejected records, to be looked at and handed on; `map-again-service.ts` tries them again. Made by `create-rejected-service.ts`. */
export interface RejectedService {
  /** The record with its secrets out: those that the stream declares, telling keys, known forms, and every value that the vault knows. */
  show(
    input: IpcInput<'sources.rejectedRecord'>,
  ): Promise<Result<IpcOutput<'sources.rejectedRecord'>, AppError>>;
  exportAll(
    input: IpcInput<'sources.exportRejected'>,
    signal?: AbortSignal,
  ): Promise<Result<IpcOutput<'sources.exportRejected'>, AppError>>;
}
