import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 1099px)';

/** Too narrow for a detail pane beside the table: it lies over it then. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(narrow).matches);
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(narrow);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
