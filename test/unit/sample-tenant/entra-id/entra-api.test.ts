import { describe, expect, it } from 'vitest';
import { createEntraApi, type EntraApiOptions } from '../../../../main/sample-tenant/entra-id/entra-api.ts';
import { entraSample, sampleRegistration } from '../../../../main/sample-tenant/entra-id/entra-sample.ts';
import type { VendorAnswer } from '../../../../main/sample-tenant/serve-vendor.ts';
import { entraId } from '../../../../main/vendors/entra-id/entra-id.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { ocsfProblems, processRecord } from '../../../helpers/vendor-records.ts';

const HOST = '127.0.0.1:1';

interface Page {
  readonly value: readonly Record<string, unknown>[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

function anApi(options: Partial<EntraApiOptions> = {}) {
  const clock = createFakeClock('2026-11-20T12:00:00Z');
  const api = createEntraApi({ clock, seed: 'test', ...sampleRegistration, ...options });
  const send = (method: string, path: string, headers: Record<string, string>, body = '') =>
    api({ method, url: new URL(path, `http://${HOST}`), headers: { host: HOST, ...headers }, body });
  const login = (change: Record<string, string> = {}) => {
    const form = {
      grant_type: 'client_credentials',
      client_id: sampleRegistration.clientId,
      client_secret: sampleRegistration.clientSecret,
      scope: `http://${HOST}/.default`,
      ...change,
    };
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return send(
      'POST',
      `/${sampleRegistration.tenantId}/oauth2/v2.0/token`,
      type,
      new URLSearchParams(form).toString(),
    );
  };
  const token = (dataOf(login()) as { access_token: string }).access_token;
  const get = (path: string, headers: Record<string, string> = {}) =>
    send('GET', path, { authorization: `Bearer ${token}`, ...headers });
  return { clock, login, get, page: (path: string, headers = {}) => dataOf(get(path, headers)) as Page };
}

function dataOf(answer: VendorAnswer<unknown>): unknown {
  if (!('data' in answer)) throw new Error(JSON.stringify(answer));
  return answer.data;
}

describe('the sample Entra', () => {
  it.each([
    [{ client_secret: 'wrong' }, 7000215],
    [{ client_id: 'wrong' }, 700016],
    [{ scope: 'https://graph.microsoft.us/.default' }, 70011],
  ])('refuses a login with %j', (change, code) => {
    expect(anApi().login(change)).toMatchObject({ refusal: { error_codes: [code] } });
  });

  it('ends a token after an hour', async () => {
    const { clock, get } = anApi();
    await clock.advance(3_600_000);
    expect(get('/v1.0/users/delta')).toMatchObject({
      status: 401,
      refusal: { error: { code: 'InvalidAuthenticationToken' } },
    });
  });

  it.each([
    "/v1.0/auditLogs/signIns?$filter=createdDateTime ge '2026-11-19T00:00:00Z'",
    '/v1.0/auditLogs/signIns?$search=x',
    '/v1.0/auditLogs/signIns?$top=1001',
    "/v1.0/auditLogs/signIns?$filter=signInEventTypes/any(t: t eq 'interactiveUser')",
    '/v1.0/auditLogs/provisioning?$filter=activityDateTime ge 2026-11-19T00:00:00Z',
    '/v1.0/security/alerts_v2?$skip=501',
    '/v1.0/users/delta?$top=5',
  ])('refuses what Graph refuses: %s', (path) => {
    expect(anApi().get(path)).toMatchObject({ status: 400 });
  });

  it('answers newest first, in pages over the log as it was, and beta without a kind with interactive ones only', () => {
    const { page } = anApi();
    const filter =
      '$filter=createdDateTime ge 2026-11-18T00:00:00Z and createdDateTime le 2026-11-19T00:00:00Z';
    const seen: Record<string, unknown>[] = [];
    let link: string | undefined = `/beta/auditLogs/signIns?${filter}&$top=50`;
    for (; link !== undefined; ) {
      const answer: Page = page(link);
      seen.push(...answer.value);
      link = answer['@odata.nextLink'];
    }
    const times = seen.map(({ createdDateTime }) => String(createdDateTime));
    expect(seen.length).toBeGreaterThan(50);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.every(({ signInEventTypes }) => String(signInEventTypes) === 'interactiveUser')).toBe(true);
  });

  it('takes a token that is a week old for unknown', async () => {
    const { clock, page, login } = anApi({ tokenLifeSeconds: 9_999_999 });
    const { '@odata.deltaLink': link } = page('/v1.0/devices/delta', { prefer: 'odata.maxpagesize=999' });
    expect(link).toBeDefined();
    await clock.advance(8 * 86_400_000);
    expect(login()).toMatchObject({ status: 200 });
    expect(() => page(link ?? '')).toThrow('syncStateNotFound');
  });

  it('answers each stream with records that map, are valid OCSF and belong to it', () => {
    const { page } = anApi();
    const span = 'ge 2026-11-17T00:00:00Z and createdDateTime le 2026-11-18T12:00:00Z';
    const kinds = ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal', 'managedIdentity'];
    const paths = [
      ...kinds.map(
        (kind) =>
          `/beta/auditLogs/signIns?$filter=createdDateTime ${span} and signInEventTypes/any(t: t eq '${kind}')`,
      ),
      '/v1.0/auditLogs/directoryAudits?$filter=activityDateTime ge 2026-11-16T00:00:00Z',
      '/v1.0/auditLogs/provisioning',
      '/v1.0/security/alerts_v2',
      '/v1.0/security/incidents',
      '/v1.0/users/delta',
      '/v1.0/groups/delta',
      '/v1.0/devices/delta',
    ];
    const asked = paths.map((path) => entraSample.streamOf({ url: new URL(path, `http://${HOST}`) }));
    expect(asked).toEqual(entraId.streams.map(({ name }) => name));
    for (const [index, stream] of entraId.streams.entries()) {
      const { value } = page(paths[index] ?? '');
      expect(value.length).toBeGreaterThan(0);
      for (const record of value) {
        const outcome = processRecord(stream, record);
        if ('rejected' in outcome) throw new Error(outcome.rejected);
        expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
        expect(stream.recognise(record)).toBeGreaterThan(0.5);
      }
    }
  });
});
