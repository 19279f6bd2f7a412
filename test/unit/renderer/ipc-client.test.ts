import { describe, expect, it } from 'vitest';
import { createIpcClient } from '../../../renderer/ipc-client.ts';
import { createFakeBridge } from '../../helpers/fake-bridge/create-fake-bridge.ts';
import { anAppInfo, fakeAppHandlers } from '../../helpers/fake-bridge/fake-app.ts';

const answering = (answer: unknown) => createIpcClient({ call: async () => answer, on: () => () => {} });

describe('the IPC client', () => {
  it('answers with the checked value', async () => {
    const ipc = createIpcClient(createFakeBridge([() => fakeAppHandlers(anAppInfo())]));
    expect(await ipc.call('app.info', {})).toEqual({ ok: true, value: anAppInfo() });
  });

  it('hands on the error that main answered with', async () => {
    const error = { kind: 'storage', message: 'The file can’t be read.', remedy: 'Try again.' };
    expect(await answering({ ok: false, error }).call('app.info', {})).toEqual({ ok: false, error });
  });

  it('names the place of a wrong shape but never the value', async () => {
    const answer = { ok: true, value: { jobs: [{ jobId: 'AKIAEXAMPLE' }] } };
    const result = await answering(answer).call('exports.list', {});
    expect(result).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(JSON.stringify(result)).toContain('jobs.0.format');
    expect(JSON.stringify(result)).not.toContain('AKIAEXAMPLE');
  });

  it.each([undefined, null, 'text', { ok: false, error: {} }])(
    'turns the answer %j into an error',
    async (answer) => {
      expect(await answering(answer).call('app.quit', {})).toMatchObject({
        ok: false,
        error: { kind: 'internal' },
      });
    },
  );

  it('says that the connection is lost when the shell is gone', async () => {
    const ipc = createIpcClient({ call: () => Promise.reject(new Error('pipe closed')), on: () => () => {} });
    expect(await ipc.call('app.quit', {})).toMatchObject({ ok: false, error: { detail: 'pipe closed' } });
  });

  it('drops events of a wrong shape and stops listening when asked', () => {
    const bridge = createFakeBridge([]);
    const heard: number[] = [];
    const stop = createIpcClient(bridge).on('events.stored', ({ stored }) => heard.push(stored));
    bridge.emit('events.stored', { stored: 1, storedAtUs: 5 });
    bridge.emit('events.stored', { stored: 'many' } as never);
    stop();
    bridge.emit('events.stored', { stored: 2, storedAtUs: 6 });
    expect(heard).toEqual([1]);
  });
});
