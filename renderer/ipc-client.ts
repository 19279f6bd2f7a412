import { createContext, useContext } from 'react';
import type { ZodType } from 'zod';
import { type AppError, appError, appErrorSchema } from '../shared/app-error.ts';
import type { IpcBridge } from '../shared/ipc/ipc-bridge.ts';
import {
  type IpcCall,
  type IpcEvent,
  type IpcEventPayload,
  type IpcInput,
  type IpcOutput,
  ipcCalls,
  ipcEvents,
} from '../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../shared/result.ts';

/** The typed way from the window to the main process. Answers are checked here, so the views may trust their shape. */
export interface IpcClient {
  /** Never rejects: a shell that is gone or an answer of a wrong shape is an `internal` error. */
  call<Call extends IpcCall>(name: Call, input: IpcInput<Call>): Promise<Result<IpcOutput<Call>, AppError>>;
  /** A payload of a wrong shape is dropped. The returned function ends the listening. */
  on<Event extends IpcEvent>(event: Event, listener: (payload: IpcEventPayload<Event>) => void): () => void;
  /** Where dropped files lie on the disk; null where the shell can't tell, or has failed to. */
  pathsOfFiles(files: readonly File[]): Promise<readonly string[] | null>;
}

export function createIpcClient(bridge: IpcBridge): IpcClient {
  return {
    async call(name, input) {
      try {
        return readAnswer(name, await bridge.call(name, input));
      } catch (problem) {
        return failed(lostConnection(problem));
      }
    },
    on(event, listener) {
      const schema: ZodType = ipcEvents[event];
      return bridge.on(event, (payload) => {
        const checked = schema.safeParse(payload);
        if (checked.success) listener(checked.data as IpcEventPayload<typeof event>);
      });
    },
    async pathsOfFiles(files) {
      try {
        const paths = await bridge.pathsOfFiles?.(files);
        return paths && paths.length > 0 ? paths : null;
      } catch {
        return null;
      }
    },
  };
}

function readAnswer<Call extends IpcCall>(name: Call, answer: unknown): Result<IpcOutput<Call>, AppError> {
  if (isObject(answer) && answer.ok === false) {
    const error = appErrorSchema.safeParse(answer.error);
    if (error.success) return failed(error.data);
  }
  if (isObject(answer) && answer.ok === true) {
    const schema: ZodType = ipcCalls[name].output;
    const value = schema.safeParse(answer.value);
    if (value.success) return ok(value.data as IpcOutput<Call>);
    // Paths only: a message of the checker may quote the value it did not like.
    const paths = value.error.issues.slice(0, 5).map((issue) => issue.path.join('.') || '(whole answer)');
    return failed(misfit(name, paths.join(', ')));
  }
  return failed(misfit(name, 'no result'));
}

function misfit(name: string, where: string): AppError {
  return appError(
    'internal',
    'Keyglass gave itself an answer it can’t read. Stored data is not affected.',
    'Try again; if it stays, restart Keyglass.',
    { detail: `${name}: ${where}` },
  );
}

function lostConnection(problem: unknown): AppError {
  return appError(
    'internal',
    'The window has lost its connection to Keyglass. Stored data is not affected.',
    'Close the window and start Keyglass again.',
    problem instanceof Error ? { detail: problem.message } : {},
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export const IpcContext = createContext<IpcClient | null>(null);

export function useIpc(): IpcClient {
  const client = useContext(IpcContext);
  if (!client) throw new Error('No IpcContext above this component');
  return client;
}
