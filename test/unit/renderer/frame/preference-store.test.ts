import { describe, expect, it } from 'vitest';
import { createPreferenceStore } from '../../../../renderer/frame/preference-store.ts';
import { createIpcClient } from '../../../../renderer/ipc-client.ts';
import { createFakeBridge } from '../../../helpers/fake-bridge/create-fake-bridge.ts';

function storeWithHeldClock(initial: Record<string, unknown> = {}) {
  const bridge = createFakeBridge([]);
  const due: (() => void)[] = [];
  const store = createPreferenceStore(createIpcClient(bridge), initial, (run) => due.push(run));
  return { store, due, written: () => bridge.calls.map(({ input }) => input) };
}

describe('interface choices', () => {
  it('are read as they were kept until they are written', () => {
    const { store } = storeWithHeldClock({ 'frame.theme': 'dark' });
    expect(store.read('frame.theme')).toBe('dark');
    store.write('frame.theme', 'light');
    expect(store.read('frame.theme')).toBe('light');
  });

  it('are seen by every reader at once and written to the workspace later, the last value only', () => {
    const { store, due, written } = storeWithHeldClock();
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    for (const width of [200, 210, 220]) store.write('explore.width', width);
    expect([told, written(), due.length]).toEqual([3, [], 1]);
    due[0]?.();
    expect(written()).toEqual([{ key: 'explore.width', value: 220 }]);
  });

  it('written after a write are written again', () => {
    const { store, due, written } = storeWithHeldClock();
    store.write('a', 1);
    due[0]?.();
    store.write('a', 2);
    due[1]?.();
    expect(written()).toEqual([
      { key: 'a', value: 1 },
      { key: 'a', value: 2 },
    ]);
  });

  it('that still wait are not lost when the window closes, and not written twice', () => {
    const { store, due, written } = storeWithHeldClock();
    store.write('a', 1);
    store.flush();
    due[0]?.();
    expect(written()).toEqual([{ key: 'a', value: 1 }]);
  });
});
