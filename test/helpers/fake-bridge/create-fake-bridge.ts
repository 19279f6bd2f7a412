import type { AppError } from '../../../shared/app-error.ts';
import { appError } from '../../../shared/app-error.ts';
import type { IpcBridge } from '../../../shared/ipc/ipc-bridge.ts';
import {
  type IpcCall,
  type IpcEvent,
  type IpcEventPayload,
  type IpcInput,
  type IpcOutput,
  ipcCalls,
} from '../../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';

/** One call's behaviour. What is thrown is answered as an error, so that a handler can be short. */
export type FakeHandler<Call extends IpcCall> = (
  input: IpcInput<Call>,
  signal: AbortSignal,
) => IpcOutput<Call> | Promise<IpcOutput<Call>>;

export type FakeHandlers = { [Call in IpcCall]?: FakeHandler<Call> };

export interface FakeBridge extends IpcBridge {
  emit<Event extends IpcEvent>(event: Event, payload: IpcEventPayload<Event>): void;
  /** Names and inputs of the calls so far, oldest first. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
}

export type Emit = FakeBridge['emit'];

/** Throw this from a handler to answer with the error. */
export class FakeFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Main's side of the contract, in memory: checks payloads as main does, stops questions that are cancelled, and keeps
 * preferences. `makeHandlers` gets `emit`, for fakes that tell of changes.
 */
export function createFakeBridge(
  makeHandlers: readonly ((emit: Emit) => FakeHandlers)[],
  options: { delayMs?: number; preferences?: Record<string, unknown> } = {},
): FakeBridge {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const running = new Map<string, AbortController>();
  const calls: { name: string; input: unknown }[] = [];
  const preferences: Record<string, unknown> = { ...options.preferences };
  const emit: Emit = (event, payload) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  const own: FakeHandlers = {
    'preferences.read': () => ({ values: preferences }),
    'preferences.write': ({ key, value }) => {
      preferences[key] = value;
      return {};
    },
    'request.cancel': ({ requestId }) => {
      running.get(requestId)?.abort();
      return {};
    },
  };
  const handlers: FakeHandlers = Object.assign(own, ...makeHandlers.map((make) => make(emit)));
  return {
    calls,
    emit,
    async call(name, input) {
      calls.push({ name, input });
      const control = new AbortController();
      const id = requestIdOf(input);
      if (id && name !== 'request.cancel') running.set(id, control);
      try {
        return await answer(handlers, name, input, control.signal, options.delayMs ?? 0);
      } finally {
        if (id && name !== 'request.cancel') running.delete(id);
      }
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  };
}

async function answer(
  handlers: FakeHandlers,
  name: string,
  input: unknown,
  signal: AbortSignal,
  delayMs: number,
): Promise<Result<unknown, AppError>> {
  if (!(name in ipcCalls)) return failed(appError('internal', `No call ${name}`, ''));
  const checked = ipcCalls[name as IpcCall].input.safeParse(input);
  if (!checked.success)
    return failed(appError('invalid-input', `Bad input for ${name}`, '', { detail: checked.error.message }));
  const handler = handlers[name as IpcCall] as FakeHandler<IpcCall> | undefined;
  if (!handler) return failed(appError('not-available-yet', `The fake has no ${name}`, ''));
  try {
    if (delayMs > 0 && name !== 'request.cancel')
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    const value = await handler(checked.data as never, signal);
    // As over a real boundary: the window gets a copy, and a changed one is a new object.
    return signal.aborted ? failed(cancelled) : ok(structuredClone(value));
  } catch (problem) {
    if (problem instanceof FakeFailure) return failed(problem.error);
    if (signal.aborted) return failed(cancelled);
    return failed(appError('internal', `The fake failed in ${name}`, '', { detail: String(problem) }));
  }
}

const cancelled = appError('cancelled', 'Cancelled', '');

function requestIdOf(input: unknown): string | null {
  const id = (input as { requestId?: unknown } | null)?.requestId;
  return typeof id === 'string' ? id : null;
}
