import type { ViewName } from './app-state.tsx';

export const viewTitles: Record<ViewName, string> = {
  explore: 'Explore',
  secrets: 'Secrets',
  sources: 'Sources',
  sharing: 'Sharing',
  settings: 'Settings',
};
