import { afterEach } from 'vitest';
import type { AuditLogRow } from '../../../../main/sample-tenant/hanzo-kms/audit-log-row.ts';
import {
  AUDIT_LOG_PATH,
  createHanzoKmsApi,
  type HanzoKmsApiOptions,
} from '../../../../main/sample-tenant/hanzo-kms/hanzo-kms-api.ts';
import {
  hanzoKmsSample,
  sampleCredentials,
} from '../../../../main/sample-tenant/hanzo-kms/hanzo-kms-sample.ts';
import { serveVendor, type VendorRequest } from '../../../../main/sample-tenant/serve-vendor.ts';
import { hanzoKms } from '../../../../main/vendors/hanzo-kms/hanzo-kms.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { aCollector } from '../../collector/a-collector.ts';

export interface AuditLogs {
  readonly auditLogs: readonly AuditLogRow[];
}

export const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A source of Hanzo KMS over a real workspace, and the server it polls. */
export async function aSource(
  options: Partial<HanzoKmsApiOptions> = {},
  meanwhile: (request: VendorRequest) => VendorRequest = (request) => request,
) {
  const clock = createFakeClock('2026-11-20T12:00:00.000Z', { skipSleeps: true });
  const api = createHanzoKmsApi({
    clock,
    seed: 'test',
    tokenLifeSeconds: 2_592_000,
    ...sampleCredentials,
    ...options,
  });
  const served = await serveVendor<unknown>((request) => api(meanwhile(request)), clock);
  closing.push(() => served.close());
  const collector = await aCollector({ vendors: [hanzoKms], clock });
  closing.push(() => collector.remove());
  const streams = { 'audit-log': { lookBackDays: 4, pageSize: 100 } };
  const added = await collector.service.add({ ...hanzoKmsSample.draft(served.url), streams });
  if (!added.ok) throw new Error(added.error.message);
  const { sourceId } = added.value;
  const stored = async () =>
    (await collector.rows("SELECT ocsf->>'$.metadata.uid' AS id FROM events"))
      .map(({ id }) => String(id))
      .sort();
  const logins = () => served.requests.filter(({ url }) => url.pathname !== AUDIT_LOG_PATH).length;
  const collect = async () => (await collector.collect(sourceId))[0] ?? null;
  return { api, served, collector, clock, sourceId, stored, logins, collect };
}

/** The ids of everything that the server would tell at this moment, from the start of the look-back. */
export function tellable(
  served: { requests: readonly { url: URL }[] },
  clock: { nowUs(): number },
): readonly string[] {
  const api = createHanzoKmsApi({
    clock: createFakeClock(new Date(clock.nowUs() / 1_000)),
    seed: 'test',
    tokenLifeSeconds: 0,
    ...sampleCredentials,
  });
  const ask = (method: string, path: string, body = '', headers = {}) => {
    const answer = api({ method, url: new URL(path, 'http://127.0.0.1'), headers, body });
    if (!('data' in answer)) throw new Error(JSON.stringify(answer));
    return answer.data;
  };
  const { accessToken } = ask(
    'POST',
    '/api/v1/auth/universal-auth/login',
    JSON.stringify(sampleCredentials),
  ) as { accessToken: string };
  const first = served.requests
    .find(({ url }) => url.pathname === AUDIT_LOG_PATH)
    ?.url.searchParams.get('startDate');
  const ids: string[] = [];
  for (let offset = 0; ; offset += 1_000) {
    const query = new URLSearchParams({ startDate: first ?? '', offset: String(offset), limit: '1000' });
    const { auditLogs } = ask('GET', `${AUDIT_LOG_PATH}?${query}`, '', {
      authorization: `Bearer ${accessToken}`,
    }) as AuditLogs;
    ids.push(...auditLogs.map(({ id }) => id));
    if (auditLogs.length < 1_000) return ids.sort();
  }
}

export const isList = ({ url }: { url: URL }) => url.pathname === AUDIT_LOG_PATH;
export const offsetOf = ({ url }: { url: URL }) => Number(url.searchParams.get('offset'));
