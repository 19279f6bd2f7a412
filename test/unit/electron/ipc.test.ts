import type { IpcMain } from 'electron';
import { describe, expect, it } from 'vitest';
import type { AppHost } from '../../../main/app/app-host.ts';
import { answerCalls, isTrustedSender, type Sender } from '../../../main/electron/ipc.ts';

const page: Sender = { url: 'app://keyglass/index.html', parent: null };

type Listener = (event: { senderFrame: Sender | null }, name: unknown, input: unknown) => unknown;

/** An `ipcMain` that calls can be made through, and a host that notes what reached it. */
function anIpcMain() {
  const listeners = new Map<string, Listener>();
  const reached: unknown[] = [];
  const host: AppHost = {
    handle: async (name, input) => {
      reached.push({ name, input });
      return { ok: true, value: 'answer' };
    },
    clearClipboard: async () => {},
    close: async () => {},
  };
  const ipcMain = { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) };
  answerCalls(ipcMain as unknown as IpcMain, host);
  const call = (senderFrame: Sender | null, name: unknown, input: unknown) =>
    listeners.get('keyglass:call')?.({ senderFrame }, name, input);
  return { call, reached, channels: [...listeners.keys()] };
}

describe('calls from the Electron window', () => {
  it('reach the host from our own page, over one channel', async () => {
    const { call, reached, channels } = anIpcMain();

    expect(await call(page, 'app.info', {})).toEqual({ ok: true, value: 'answer' });
    expect(reached).toEqual([{ name: 'app.info', input: {} }]);
    expect(channels).toEqual(['keyglass:call']);
  });

  it.each<[string, Sender | null]>([
    ['another origin', { url: 'https://example.com/', parent: null }],
    ['a frame inside our page', { url: 'app://keyglass/', parent: {} }],
    ['a blank page', { url: 'about:blank', parent: null }],
    ['a frame that is gone', null],
  ])('are refused from %s', async (_from, sender) => {
    const { call, reached } = anIpcMain();

    expect(await call(sender, 'app.info', {})).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(reached).toEqual([]);
  });

  it('are refused without a name', async () => {
    const { call, reached } = anIpcMain();

    expect(await call(page, { toString: () => 'app.info' }, {})).toMatchObject({ ok: false });
    expect(reached).toEqual([]);
  });

  it('trust only the frame that fills the window', () => {
    expect(isTrustedSender(page)).toBe(true);
    expect(isTrustedSender({ ...page, parent: page })).toBe(false);
  });
});
