import type { AppError } from '../../../shared/app-error.ts';
import type { IpcCall, IpcInput, IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import { ok, type Result } from '../../../shared/result.ts';

export type IpcHandlers = {
  readonly [Call in IpcCall]: (
    input: IpcInput<Call>,
    signal: AbortSignal,
  ) => Promise<Result<IpcOutput<Call>, AppError>>;
};

/** The calls whose names begin with one of these words. */
export type HandlersOf<Prefix extends string> = Pick<IpcHandlers, Extract<IpcCall, `${Prefix}.${string}`>>;

/** For calls that answer with nothing but that it is done. */
export async function nothing(
  work: Promise<Result<null, AppError>>,
): Promise<Result<Record<string, never>, AppError>> {
  const result = await work;
  return result.ok ? ok({}) : result;
}

/** The answer under its name in the contract. */
export async function named<Name extends string, Value>(
  name: Name,
  work: Promise<Result<Value, AppError>>,
): Promise<Result<Record<Name, Value>, AppError>> {
  const result = await work;
  return result.ok ? ok({ [name]: result.value } as Record<Name, Value>) : result;
}
