import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IpcBridge } from '../../../shared/ipc/ipc-bridge.ts';

type Listener = (event: object, ...args: unknown[]) => void;

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  listeners: new Map<string, Set<Listener>>(),
}));

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => electron.exposed.set(name, value),
  },
  ipcRenderer: {
    invoke: async (...args: unknown[]) => void electron.invoked.push(args),
    on: (channel: string, listener: Listener) =>
      electron.listeners.set(channel, (electron.listeners.get(channel) ?? new Set()).add(listener)),
    removeListener: (channel: string, listener: Listener) =>
      electron.listeners.get(channel)?.delete(listener),
  },
  webUtils: { getPathForFile: () => '/logs/a.json' },
}));

beforeEach(async () => {
  vi.resetModules();
  await import('../../../main/electron/preload.ts');
});
afterEach(() => {
  electron.exposed.clear();
  electron.listeners.clear();
  electron.invoked.length = 0;
});

const bridge = () => electron.exposed.get('keyglass') as Required<IpcBridge>;

describe('what the preload gives the page', () => {
  it('is one object of three functions', () => {
    expect([...electron.exposed.keys()]).toEqual(['keyglass']);
    expect(Object.entries(bridge()).map(([name, value]) => [name, typeof value])).toEqual([
      ['call', 'function'],
      ['on', 'function'],
      ['pathsOfFiles', 'function'],
    ]);
  });

  it('reaches main over one channel, with a name and a payload and nothing more', async () => {
    const call = bridge().call as (...args: unknown[]) => Promise<unknown>;
    await call('app.info', {}, 'more', 'and more');
    expect(electron.invoked).toEqual([['keyglass:call', 'app.info', {}]]);
  });

  it('hears the named event over one channel, without Electron’s own event, until it has enough', () => {
    const heard: unknown[][] = [];
    const end = bridge().on('sources.changed', (...args: unknown[]) => heard.push(args));
    const [channel = ''] = electron.listeners.keys();
    const send = (...args: unknown[]) => {
      for (const listener of electron.listeners.get(channel) ?? []) listener({ sender: 'main' }, ...args);
    };

    send('sources.changed', { sources: [] }, 'more');
    send('exports.changed', {});
    end();
    send('sources.changed', { sources: [] });

    expect(channel).toBe('keyglass:event');
    expect(heard).toEqual([[{ sources: [] }]]);
  });
});
