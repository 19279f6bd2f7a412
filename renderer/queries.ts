import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { AppError } from '../shared/app-error.ts';
import type { IpcCall, IpcEvent, IpcEventPayload, IpcInput, IpcOutput } from '../shared/ipc/ipc-contract.ts';
import { type IpcClient, useIpc } from './ipc-client.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppError;
  }
}

/** Calls whose work in main can be stopped while it goes on. */
export type AskCall = {
  [Call in IpcCall]: IpcInput<Call> extends { requestId: string } ? Call : never;
}[Exclude<IpcCall, 'request.cancel'>];

export type Asked<Call extends AskCall> = Omit<IpcInput<Call>, 'requestId'>;

export type ReadCall = Exclude<IpcCall, AskCall>;

/** Nothing is asked again behind the analyst's back: the data is local and its changes are announced. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        refetchOnMount: false,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

export interface Ask {
  /** False asks nothing and keeps what was there. */
  isEnabled?: boolean;
  /** How often to ask again by itself; off unless given. */
  refreshEveryMs?: number;
}

export type AskResult<Call extends IpcCall> = UseQueryResult<IpcOutput<Call>, AppError>;

/**
 * Asks a question that runs in main. A newer question, or the end of the component, stops it there; the last answer
 * stays in `data` (with `isPlaceholderData`) until the new one is in, so that nothing flickers. `error` is never
 * `cancelled`.
 */
export function useAsk<Call extends AskCall>(
  name: Call,
  asked: Asked<Call>,
  options: Ask = {},
): AskResult<Call> {
  const ipc = useIpc();
  const result = useQuery({
    queryKey: [name, asked],
    queryFn: ({ signal }) => ask(ipc, name, asked, signal),
    placeholderData: keepPreviousData,
    enabled: options.isEnabled ?? true,
    refetchInterval: options.refreshEveryMs ?? false,
  });
  return withoutCancelled(result) as AskResult<Call>;
}

/** Asks one question outside of a component's life: for lists that fetch pages as they are scrolled. Throws an `AppError`. */
export async function ask<Call extends AskCall>(
  ipc: IpcClient,
  name: Call,
  asked: Asked<Call>,
  signal?: AbortSignal,
): Promise<IpcOutput<Call>> {
  const requestId = nextRequestId();
  const stop = () => void ipc.call('request.cancel', { requestId });
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const result = await ipc.call(name, { ...asked, requestId } as unknown as IpcInput<Call>);
    if (!result.ok) throw result.error;
    return result.value;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Reads something of the app (info, sources, exports). Kept until it is invalidated or an event replaces it. */
export function useRead<Call extends ReadCall>(name: Call, input: IpcInput<Call>): AskResult<Call> {
  const ipc = useIpc();
  return useQuery({ queryKey: [name, input], queryFn: () => unwrap(ipc, name, input) }) as AskResult<Call>;
}

/** One action of the analyst. `mutateAsync` throws an `AppError`, `error` holds it. */
export function useSend<Call extends ReadCall>(
  name: Call,
): UseMutationResult<IpcOutput<Call>, AppError, IpcInput<Call>> {
  const ipc = useIpc();
  return useMutation({ mutationFn: (input: IpcInput<Call>) => unwrap(ipc, name, input) });
}

/** Listens for as long as the component is shown; the listener always sees the latest props and state. */
export function useIpcEvent<Event extends IpcEvent>(
  event: Event,
  listener: (payload: IpcEventPayload<Event>) => void,
): void {
  const ipc = useIpc();
  const onEvent = useEffectEvent(listener);
  useEffect(() => ipc.on(event, (payload) => onEvent(payload)), [ipc, event]);
}

/** Takes over the whole of what main told by itself. An answer on its way may be older, and is let go. */
export function takeTold<Call extends ReadCall>(
  queries: QueryClient,
  key: readonly [Call, IpcInput<Call>],
  told: IpcOutput<Call>,
): void {
  queries.setQueryData<IpcOutput<Call>>(key, told);
  void queries.cancelQueries({ queryKey: key, exact: true });
}

/**
 * Takes over a part of a list that main told by itself; `merge` gives undefined where that is no list without the rest. An
 * answer on its way may be older, and would put the old state back, so it is let go and asked for anew.
 */
export function takeToldPart<Call extends ReadCall>(
  queries: QueryClient,
  key: readonly [Call, IpcInput<Call>],
  merge: (before: IpcOutput<Call> | undefined) => IpcOutput<Call> | undefined,
): void {
  const which = { queryKey: key, exact: true };
  queries.setQueryData<IpcOutput<Call>>(key, merge);
  if (queries.isFetching(which) === 0) return;
  void queries.cancelQueries(which).then(() => queries.invalidateQueries(which));
}

/** What was thrown by a query or an action, as the `AppError` it is unless there is a bug. */
export function asAppError(problem: unknown): AppError {
  if (typeof problem === 'object' && problem !== null && 'kind' in problem && 'remedy' in problem) {
    return problem as AppError;
  }
  const detail = problem instanceof Error ? problem.message : String(problem);
  return { kind: 'internal', message: 'Something went wrong in this window.', remedy: 'Try again.', detail };
}

async function unwrap<Call extends IpcCall>(
  ipc: IpcClient,
  name: Call,
  input: IpcInput<Call>,
): Promise<IpcOutput<Call>> {
  const result = await ipc.call(name, input);
  if (!result.ok) throw result.error;
  return result.value;
}

/** Cancelled is not failed: the answer before it stays on the screen and nothing is said. */
function withoutCancelled<Value>(result: UseQueryResult<Value, AppError>): UseQueryResult<Value, AppError> {
  if (result.error?.kind !== 'cancelled') return result;
  return { ...result, error: null, isError: false, status: 'success', isSuccess: true } as UseQueryResult<
    Value,
    AppError
  >;
}

// Random per window, so that two windows of one app can't cancel each other's questions.
const windowId = Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('');
let lastRequest = 0;

function nextRequestId(): string {
  lastRequest += 1;
  return `${windowId}-${lastRequest}`;
}
