import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ZodType } from 'zod';
import type { PreferenceStore } from './preference-store.ts';

const PreferencesContext = createContext<PreferenceStore | null>(null);

export function PreferencesProvider({ store, children }: { store: PreferenceStore; children: ReactNode }) {
  return <PreferencesContext value={store}>{children}</PreferencesContext>;
}

/**
 * An interface choice that is kept in the workspace. Keys are `<view>.<what>`; what is kept but no longer fits the
 * schema is as good as not kept. Works as `useState`; writing to disk happens a moment later and in the background.
 */
export function usePreference<Value>(
  key: string,
  schema: ZodType<Value>,
  fallback: Value,
): readonly [Value, (value: Value) => void] {
  const store = useContext(PreferencesContext);
  if (!store) throw new Error('No PreferencesProvider above this component');
  const kept = useSyncExternalStore(store.subscribe, () => store.read(key));
  const value = useMemo(() => {
    const checked = schema.safeParse(kept);
    return checked.success ? checked.data : fallback;
  }, [kept, schema, fallback]);
  const set = useCallback((next: Value) => store.write(key, next), [store, key]);
  return [value, set];
}
