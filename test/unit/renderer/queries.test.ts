import { describe, expect, it } from 'vitest';
import { createIpcClient } from '../../../renderer/ipc-client.ts';
import { asAppError, ask } from '../../../renderer/queries.ts';
import { appError } from '../../../shared/app-error.ts';
import { everything } from '../../../shared/query/query-node.ts';
import {
  createFakeBridge,
  type FakeBridge,
  FakeFailure,
  type FakeHandlers,
} from '../../helpers/fake-bridge/create-fake-bridge.ts';

const question = { question: { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null } };

function over(handlers: FakeHandlers) {
  const bridge = createFakeBridge([() => handlers]);
  return { bridge, ipc: createIpcClient(bridge) };
}

const requestIds = ({ calls }: FakeBridge) =>
  calls.map(({ input }) => (input as { requestId: string }).requestId);

describe('asking', () => {
  it('gives each question an id of its own', async () => {
    const { bridge, ipc } = over({ 'events.count': () => ({ count: 3, tookMs: 1 }) });
    expect(await ask(ipc, 'events.count', question)).toEqual({ count: 3, tookMs: 1 });
    await ask(ipc, 'events.count', question);
    expect(new Set(requestIds(bridge)).size).toBe(2);
  });

  it('stops the question in main when it is aborted', async () => {
    const { bridge, ipc } = over({
      'events.count': (_, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve({ count: 0, tookMs: 0 }))),
    });
    const control = new AbortController();
    const answer = ask(ipc, 'events.count', question, control.signal);
    control.abort();
    await expect(answer).rejects.toMatchObject({ kind: 'cancelled' });
    const [asked, cancelled] = requestIds(bridge);
    expect(bridge.calls.at(-1)?.name).toBe('request.cancel');
    expect(cancelled).toBe(asked);
  });

  it('leaves main alone when the signal is aborted after the answer', async () => {
    const { bridge, ipc } = over({ 'events.count': () => ({ count: 3, tookMs: 1 }) });
    const control = new AbortController();
    await ask(ipc, 'events.count', question, control.signal);
    control.abort();
    expect(bridge.calls.map(({ name }) => name)).toEqual(['events.count']);
  });

  it('throws the AppError of a failed question', async () => {
    const error = appError('query-timed-out', 'It took too long.', 'Narrow it down.');
    const { ipc } = over({
      'events.count': () => {
        throw new FakeFailure(error);
      },
    });
    await expect(ask(ipc, 'events.count', question)).rejects.toEqual(error);
  });
});

describe('what was thrown', () => {
  it('stays the AppError it is', () => {
    const error = appError('storage', 'No.', 'Try again.');
    expect(asAppError(error)).toBe(error);
  });

  it('becomes an internal error when it is a bug', () => {
    expect(asAppError(new TypeError('x is undefined'))).toMatchObject({
      kind: 'internal',
      detail: 'x is undefined',
    });
  });
});
