import type { VendorRequest } from '../serve-vendor.ts';

const API = '/web/api/v2.1/';

const streams: Readonly<Record<string, string>> = {
  activities: 'activity',
  agents: 'agent',
  'cloud-detection/alerts': 'alert',
  'application-management/inventory': 'application',
  'application-management/inventory/endpoints': 'application',
  'application-management/risks': 'application-risk',
  groups: 'group',
};

/** Which stream asks; threats are listed for two, and only one of them does not let the console count. */
export function streamOfRequest({ url }: Pick<VendorRequest, 'url'>): string | null {
  if (!url.pathname.startsWith(API)) return null;
  const path = url.pathname.slice(API.length);
  if (path === 'threats') return url.searchParams.get('skipCount') === 'true' ? 'threat-event' : 'threat';
  return /^threats\/[^/]+\/explore\/events$/.test(path) ? 'threat-event' : (streams[path] ?? null);
}
