import type { IpcInput } from '../../shared/ipc/ipc-contract.ts';
import type { IpcClient } from '../ipc-client.ts';

type Json = IpcInput<'preferences.write'>['value'];

export interface PreferenceStore {
  /** Undefined where nothing is kept. The same object for as long as it was not written again. */
  read(key: string): unknown;
  /** Plain data only. Seen at once by every reader, written to the workspace soon after. */
  write(key: string, value: unknown): void;
  subscribe(listener: () => void): () => void;
  /** Writes what is still waiting, for the moment before the window goes away. */
  flush(): void;
}

/** Dragging a column's edge changes its width many times a second; only the last one is worth a write. */
const WRITE_AFTER_MS = 300;

export function createPreferenceStore(
  ipc: IpcClient,
  initial: Readonly<Record<string, unknown>>,
  later: (run: () => void, ms: number) => void = (run, ms) => void setTimeout(run, ms),
): PreferenceStore {
  const values = new Map(Object.entries(initial));
  const waiting = new Set<string>();
  const listeners = new Set<() => void>();
  const flush = () => {
    for (const key of waiting) void ipc.call('preferences.write', { key, value: values.get(key) as Json });
    waiting.clear();
  };
  return {
    read: (key) => values.get(key),
    write(key, value) {
      values.set(key, value);
      if (waiting.size === 0) later(flush, WRITE_AFTER_MS);
      waiting.add(key);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    flush,
  };
}
