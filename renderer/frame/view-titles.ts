import type { ViewName } from './app-state.tsx';

export const viewTitles: Record<ViewName, string> = {
  explore: 'Explore',
  secrets: 'Secrets',
  classes: 'Classes',
  dashboards: 'Dashboards',
  sources: 'Sources',
  sharing: 'Sharing',
  settings: 'Settings',
};
