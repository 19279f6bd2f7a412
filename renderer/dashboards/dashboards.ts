import type { Dashboard } from './dashboard.ts';
import { entraDashboard } from './vendors/entra-dashboard.ts';
import { entroDashboard } from './vendors/entro-dashboard.ts';
import { entrustDashboard } from './vendors/entrust-dashboard.ts';
import { hanzoDashboard } from './vendors/hanzo-dashboard.ts';
import { sentinelOneDashboard } from './vendors/sentinelone-dashboard.ts';

/** One for each vendor, in the order of their tabs. */
export const dashboards: readonly Dashboard[] = [
  entroDashboard,
  entrustDashboard,
  hanzoDashboard,
  entraDashboard,
  sentinelOneDashboard,
];
