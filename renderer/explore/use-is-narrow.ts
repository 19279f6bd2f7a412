import { useCallback, useSyncExternalStore } from 'react';

/** Whether the window is narrower than that: too narrow for a detail pane beside the table. */
export function useIsNarrow(belowPx: number): boolean {
  const narrow = `(width < ${belowPx}px)`;
  const subscribe = useCallback(
    (onChange: () => void) => {
      const query = matchMedia(narrow);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    [narrow],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(narrow).matches);
}
