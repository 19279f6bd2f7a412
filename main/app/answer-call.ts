import { type AppError, appError } from '../../shared/app-error.ts';
import { type IpcCall, ipcCalls } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Egress } from '../secrets/egress.ts';
import type { IpcHandlers } from './ipc-handlers.ts';
import { isWithinLimits } from './payload-limits.ts';

type LooseHandler = (input: unknown, signal: AbortSignal) => Promise<Result<unknown, AppError>>;

/** Something went wrong that no part foresaw; it is a bug, and what it says may hold anything, so it is not shown. */
export type ReportBug = (call: string, bug: unknown) => void;

/**
 * Makes the one function behind the window's bridge: checks name and payload, runs the handler, and never rejects.
 * Calls with a `requestId` can be stopped by `request.cancel` while they run. Every failure passes `egress` here, on its
 * way to the window; what lets out a text waits until all values of earlier runs are known.
 */
export function createCallAnswerer(
  handlers: Omit<IpcHandlers, 'request.cancel'>,
  reportBug: ReportBug,
  egress: Pick<Egress, 'error' | 'ready'>,
): (name: string, input: unknown) => Promise<Result<unknown, AppError>> {
  const running = new Map<string, AbortController>();

  const cancel = (requestId: string): Result<unknown, AppError> => {
    running.get(requestId)?.abort();
    return ok({});
  };

  async function answerCall(name: string, input: unknown): Promise<Result<unknown, AppError>> {
    if (!isCall(name)) return failed(badCall(`There is no call ${JSON.stringify(name).slice(0, 80)}.`));
    if (!isWithinLimits(input)) return failed(badCall(`${name} was given more than it takes.`));
    const checked = ipcCalls[name].input.safeParse(input);
    if (!checked.success) {
      // Names in it may be the payload's own.
      const where = (checked.error.issues[0]?.path.map(String).join('.') ?? '').slice(0, 80);
      return failed(badCall(`${name} was given something of a wrong shape${where ? ` at ${where}` : ''}.`));
    }
    if (name === 'request.cancel') return cancel((checked.data as { requestId: string }).requestId);

    const requestId = requestIdOf(checked.data);
    const controller = new AbortController();
    if (requestId !== null) running.set(requestId, controller);
    try {
      if (letsTextOut.has(name)) await egress.ready();
      return await (handlers[name] as LooseHandler)(checked.data, controller.signal);
    } catch (bug) {
      reportBug(name, bug);
      return failed(internalError(name));
    } finally {
      if (requestId !== null && running.get(requestId) === controller) running.delete(requestId);
    }
  }

  return async (name, input) => {
    const answer = await answerCall(name, input);
    if (answer.ok) return answer;
    await egress.ready();
    return failed(egress.error(answer.error));
  };
}

/** Calls by which what a person wrote, or a vendor said a moment ago, is kept or handed on. */
const letsTextOut: ReadonlySet<IpcCall> = new Set([
  'app.reportProblem',
  'clipboard.write',
  'exports.start',
  'imports.inspect',
  'imports.start',
  'mapping.mapAgain',
  'preferences.write',
  'secrets.copy',
  'secrets.reveal',
  'secrets.setState',
  'sources.exportRejected',
  'sources.test',
]);

function isCall(name: string): name is IpcCall {
  return Object.hasOwn(ipcCalls, name);
}

function requestIdOf(input: unknown): string | null {
  return typeof input === 'object' && input !== null && 'requestId' in input ? String(input.requestId) : null;
}

function badCall(message: string): AppError {
  return appError(
    'invalid-input',
    message,
    'This is a fault of the window, not of what you did. Close and open Keyglass.',
  );
}

function internalError(call: string): AppError {
  return appError(
    'internal',
    'Keyglass made a mistake while answering. Nothing that is stored was changed by it.',
    'Try again; if it stays, the log in the workspace’s logs folder says more.',
    { detail: call },
  );
}
