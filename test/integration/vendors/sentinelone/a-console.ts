import { afterEach } from 'vitest';
import {
  createSentineloneApi,
  type SentineloneApiOptions,
} from '../../../../main/sample-tenant/sentinelone/sentinelone-api.ts';
import { sentineloneSample } from '../../../../main/sample-tenant/sentinelone/sentinelone-sample.ts';
import {
  serveVendor,
  type VendorAnswer,
  type VendorRequest,
} from '../../../../main/sample-tenant/serve-vendor.ts';
import { sentinelone } from '../../../../main/vendors/sentinelone/sentinelone.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { aCollector } from '../../collector/a-collector.ts';

export const allStreams = sentinelone.streams.map(({ name }) => name);
export const token = 'a-made-up-console-token';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Options extends Partial<SentineloneApiOptions> {
  /** Only these are switched on. */
  readonly streams: readonly string[];
  readonly pageSize?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** In place of the sample console; null leaves a request to it. */
  readonly answer?: (request: VendorRequest) => VendorAnswer<unknown> | null;
}

/** A source of SentinelOne over a real workspace, and the console it polls. */
export async function aConsole(options: Options) {
  const clock = createFakeClock('2026-11-20T12:00:00.000Z', { skipSleeps: true });
  const api = createSentineloneApi({ clock, seed: 'test', token, ...options });
  const served = await serveVendor<unknown>((request) => options.answer?.(request) ?? api(request), clock);
  closing.push(() => served.close());
  const collector = await aCollector({ vendors: [sentinelone], clock });
  closing.push(() => collector.remove());
  const streams = Object.fromEntries(
    allStreams.map((name) => [
      name,
      { enabled: options.streams.includes(name), lookBackDays: 4, pageSize: options.pageSize ?? 100 },
    ]),
  );
  const added = await collector.service.add({
    ...sentineloneSample.draft(served.url),
    credentials: { token },
    settings: options.settings ?? {},
    streams,
  });
  if (!added.ok) throw new Error(added.error.message);
  const { sourceId } = added.value;
  const asked = () => served.requests.map(({ url }) => url);
  return {
    api,
    served,
    collector,
    clock,
    sourceId,
    asked,
    collect: () => collector.collect(sourceId),
    stream: (name: string) => collector.stream(sourceId, name),
    rows: collector.rows,
  };
}

export const apiPath = (path: string) => `/web/api/v2.1/${path}`;
export const isAbout = (path: string) => (request: { readonly url: URL }) =>
  request.url.pathname === apiPath(path);

/** A page in the console's envelope. */
export function page(rows: readonly unknown[], nextCursor: string | null = null): VendorAnswer<unknown> {
  return { status: 200, data: { data: rows, pagination: { nextCursor, totalItems: 0 } } };
}

export function refused(status: number, error: object): VendorAnswer<unknown> {
  return { status, refusal: { data: null, errors: [error], pagination: null } };
}
