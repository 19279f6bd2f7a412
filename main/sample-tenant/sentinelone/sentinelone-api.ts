import { readIsoTime } from '../../vendors/read-time.ts';
import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import type { SampleApiOptions } from '../start-sample-tenant.ts';
import { createConsoleData } from './console-data.ts';
import { badRequest, type ConsolePage, pageOf, refusal } from './console-pages.ts';
import type { ConsoleRow } from './console-row.ts';
import { installationsOf, inventoryRows, riskRows } from './generate-software.ts';
import { streamOfRequest } from './stream-of-request.ts';

export interface SentineloneApiOptions extends SampleApiOptions {
  readonly token: string;
  /** Streams that the token's role may not read. */
  readonly denied?: readonly string[];
  /** On premises there are no custom rules: their alerts are refused, or not there at all. */
  readonly alerts?: 'there' | 'without-entitlement' | 'on-premises';
  /** Requests within a second after which the console asks to wait; none by default. */
  readonly requestsPerSecond?: number;
}

const API = '/web/api/v2.1/';

/** The bound and the order that a path takes; the three names of an alert's time differ. */
const orders: Readonly<Record<string, readonly [bound: string, sortBy: string]>> = {
  activities: ['createdAt__gte', 'createdAt'],
  agents: ['updatedAt__gte', 'updatedAt'],
  groups: ['updatedAt__gte', 'updatedAt'],
  threats: ['updatedAt__gte', 'updatedAt'],
  'cloud-detection/alerts': ['createdAt__gte', 'alertInfoCreatedAt'],
};

/**
 * A console's API, version 2.1: the token after the word `ApiToken`, one permission for each stream, cursors, an
 * inclusive lower bound, ids of nineteen digits, errors in its envelope.
 */
export function createSentineloneApi(options: SentineloneApiOptions) {
  const data = createConsoleData(options);
  const isThrottled = throttle(options);
  return (request: VendorRequest): VendorAnswer<ConsolePage> => {
    const { url } = request;
    if (request.headers.authorization !== `ApiToken ${options.token}`) {
      return refusal(401, {
        code: 4010010,
        detail: 'Authentication failed.',
        title: 'Authentication Failed',
      });
    }
    if (isThrottled()) {
      const detail = 'The requests are being throttled. Too many requests.';
      return refusal(429, { detail }, { 'retry-after': '1' });
    }
    const stream = streamOfRequest(request);
    if (request.method !== 'GET' || stream === null) return notFound();
    if (options.denied?.includes(stream)) {
      return refusal(403, { code: 4030010, detail: 'Insufficient permissions', title: 'Forbidden' });
    }
    if (stream === 'alert' && options.alerts === 'on-premises') return notFound();
    if (stream === 'alert' && options.alerts === 'without-entitlement') {
      return refusal(403, { code: 4030010, detail: 'This scope does not have Custom Rules enabled.' });
    }
    return answer(url, url.pathname.slice(API.length), data);
  };
}

function answer(
  url: URL,
  path: string,
  data: ReturnType<typeof createConsoleData>,
): VendorAnswer<ConsolePage> {
  const order = orders[path];
  if (order !== undefined) return listed(url, path, order, data);
  if (path === 'application-management/inventory') return pageOf(inventoryRows(), url);
  if (path === 'application-management/risks') return pageOf(onSites(riskRows(data.nowUs()), url), url);
  if (path === 'application-management/inventory/endpoints') {
    const name = url.searchParams.get('applicationName');
    const vendor = url.searchParams.get('applicationVendor');
    if (name === null || vendor === null)
      return badRequest('applicationName: Missing data for required field.');
    return pageOf(onSites(installationsOf(name, vendor), url), url);
  }
  const events = data.eventsOf(decodeURIComponent(path.split('/')[1] ?? ''));
  return events === null ? notFound() : pageOf(events, url);
}

function listed(
  url: URL,
  path: string,
  [bound, sortBy]: readonly [string, string],
  data: ReturnType<typeof createConsoleData>,
): VendorAnswer<ConsolePage> {
  const asked = url.searchParams.get('sortBy') ?? sortBy;
  const sortOrder = url.searchParams.get('sortOrder') ?? 'asc';
  if (asked !== sortBy) return badRequest(`sortBy: ${asked.slice(0, 40)} is not a valid choice.`);
  if (sortOrder !== 'asc') return badRequest('sortOrder: only ascending here.');
  const text = url.searchParams.get(bound);
  const fromUs = text === null ? 0 : readIsoTime(text);
  if (fromUs === null) return badRequest(`${bound}: Not a valid datetime.`);
  const page = pageOf(onSites(data.rows(path, fromUs), url), url);
  // The alert endpoint sends errors beside good data.
  return path === 'cloud-detection/alerts' && 'data' in page
    ? { ...page, data: { ...page.data, errors: [{}] } }
    : page;
}

/** All sites come in one parameter. Rows of the account as a whole belong to every site. */
function onSites(rows: readonly ConsoleRow[], url: URL): readonly ConsoleRow[] {
  const sites = url.searchParams.get('siteIds')?.split(',');
  return sites === undefined ? rows : rows.filter(({ siteId }) => siteId === '' || sites.includes(siteId));
}

function notFound(): VendorAnswer<ConsolePage> {
  return refusal(404, { code: 4040010, detail: null, title: 'Resource not found' });
}

function throttle({ clock, requestsPerSecond }: SentineloneApiOptions): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(clock.nowUs() / 1_000_000);
    count = now === second ? count + 1 : 1;
    second = now;
    return requestsPerSecond !== undefined && count > requestsPerSecond;
  };
}
