import { describe, expect, it } from 'vitest';
import { entraSample } from '../../../../main/sample-tenant/entra-id/entra-sample.ts';
import { entraId } from '../../../../main/vendors/entra-id/entra-id.ts';
import { anEntraTenant } from './an-entra-tenant.ts';

const streamNames = entraId.streams.map(({ name }) => name);
const isSignIn = (url: URL) => url.pathname.endsWith('/signIns');
const MINUTE = 60_000;
const DAY = 86_400_000;

describe('collecting from Entra', () => {
  it('brings every stream at once, and the same again brings nothing twice', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 5 });
    expect(await tenant.collect()).toEqual({});
    const first = await tenant.counts();
    expect(Object.keys(first).sort()).toEqual([...streamNames].sort());
    await tenant.collector.restart();
    expect(await tenant.collect()).toEqual({});
    expect(await tenant.counts()).toEqual(first);
  });

  it('asks for each kind of sign-in by itself, with bare whole-second times and no plus for a space', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 1 });
    await tenant.collect();
    const asked = tenant.server.requests.filter(({ url }) => isSignIn(url));
    expect(new Set(asked.map((request) => entraSample.streamOf(request))).size).toBe(4);
    for (const { url, headers } of asked) {
      expect(url.search).not.toContain('+');
      expect(url.searchParams.get('$filter')).toMatch(
        /^createdDateTime ge [\d-]+T[\d:]+Z and createdDateTime le [\d-]+T[\d:]+Z and signInEventTypes\/any\(t: t eq '\w+'\)$/,
      );
      expect(headers.prefer).toContain('include-unknown-enum-members');
    }
  });

  it('finds sign-ins that were written down late, and keeps both versions of one that was completed', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 1, only: ['sign-in-interactive'] });
    const other = await anEntraTenant({ lookBackDays: 1, only: ['sign-in-interactive'] });
    for (let round = 0; round < 12; round += 1) {
      expect(await tenant.collect()).toEqual({});
      await tenant.clock.advance(5 * MINUTE);
    }
    await tenant.collect();
    // Another source sees all of it at the end, each sign-in in its last version only.
    await other.clock.advance(tenant.clock.nowUs() / 1_000 - other.clock.nowUs() / 1_000);
    await other.collect();
    const ids = "SELECT DISTINCT ocsf->>'$.metadata.uid' AS id FROM events ORDER BY 1";
    expect(await tenant.collector.rows(ids)).toEqual(
      expect.arrayContaining([...(await other.collector.rows(ids))]),
    );
    expect((await other.collector.rows(ids)).length).toBeGreaterThan(20);
    const versions = await tenant.collector.rows(
      "SELECT count(*) AS n FROM events GROUP BY ocsf->>'$.metadata.uid' HAVING count(*) > 1",
    );
    expect(versions.length).toBeGreaterThan(0);
    const superseded = await tenant.collector.rows('SELECT count(*) AS n FROM superseded_events');
    expect(Number(superseded[0]?.n)).toBe(versions.length);
  });

  it('reads on with a new token when one ends in the middle of a walk', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 2, api: { tokenLifeSeconds: 3_600 } });
    const body = JSON.stringify({ error: { code: 'InvalidAuthenticationToken', message: 'expired' } });
    tenant.server.faults.inject(
      { kind: 'status', status: 401, body },
      { times: 1, when: ({ url }) => isSignIn(url) },
    );
    expect(await tenant.collect()).toEqual({});
    const logins = tenant.server.requests.filter(({ url }) => url.pathname.endsWith('/token'));
    expect(logins.length).toBe(2);
  });

  it('asks for a token with an encoded form, at the tenant, for the scope of the Graph host', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 1, only: ['user'] });
    await tenant.collect();
    const [login] = tenant.server.requests;
    expect(login?.url.pathname).toMatch(/^\/[0-9a-f-]{36}\/oauth2\/v2\.0\/token$/);
    expect(login?.body).toContain('client_secret=sample~tenant%2Bsecret%2Fthat-opens-nothing');
    expect(login?.body).toContain(encodeURIComponent(`${tenant.server.url}/.default`));
  });

  it.each([404, 400])(
    'begins a window again when its link is refused with %i, and loses nothing',
    async (status) => {
      const whole = await anEntraTenant({ lookBackDays: 2, only: ['sign-in-interactive'] });
      await whole.collect();
      const tenant = await anEntraTenant({ lookBackDays: 2, only: ['sign-in-interactive'] });
      await setPageSize(tenant, 'sign-in-interactive', 20);
      tenant.server.faults.inject(
        { kind: 'status', status, body: '{"error":{"code":"BadRequest","message":"skiptoken"}}' },
        { times: 1, when: ({ url }) => url.searchParams.has('$skiptoken') },
      );
      expect(await tenant.collect()).toEqual({});
      expect(await tenant.counts()).toEqual(await whole.counts());
    },
  );

  it('refuses a next link to another host', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 1, only: ['directory-audit'] });
    tenant.server.faults.inject({
      kind: 'data',
      change: (data) =>
        typeof data === 'object' && data !== null && 'value' in data
          ? {
              ...data,
              '@odata.nextLink': 'https://graph.attacker.example/v1.0/auditLogs/directoryAudits?$skiptoken=x',
            }
          : data,
    });
    const errors = await tenant.collect();
    expect(Object.keys(errors)).toEqual(['directory-audit']);
  });

  it('halves a window that is too large for the server', async () => {
    const whole = await anEntraTenant({ lookBackDays: 1, only: ['sign-in-non-interactive'] });
    await whole.collect();
    const tenant = await anEntraTenant({ lookBackDays: 1, only: ['sign-in-non-interactive'] });
    tenant.server.faults.inject(
      { kind: 'status', status: 504, body: '{"error":{"code":"Timeout","message":"gateway"}}' },
      { when: ({ url }) => isSignIn(url) && spanOf(url) > 2 * 3_600_000 },
    );
    expect(await tenant.collect()).toEqual({});
    expect(await tenant.counts()).toEqual(await whole.counts());
  });

  it('waits as long as Graph says when five requests in ten seconds were too many', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 2, api: { hasLimits: true } });
    expect(await tenant.collect()).toEqual({});
    expect(Math.max(...tenant.clock.sleeps)).toBeGreaterThanOrEqual(10_000);
  });

  it('reads alerts in order although there is no next link, and keeps each of their states', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 10, only: ['alert'] });
    await setPageSize(tenant, 'alert', 5);
    expect(await tenant.collect()).toEqual({});
    const whole = await anEntraTenant({ lookBackDays: 10, only: ['alert'] });
    await whole.collect();
    expect(await tenant.counts()).toEqual(await whole.counts());
    const before = (await tenant.counts()).alert ?? 0;
    await tenant.clock.advance(6 * 60 * MINUTE);
    await tenant.collect();
    expect((await tenant.counts()).alert).toBeGreaterThan(before);
    const superseded = await tenant.collector.rows('SELECT count(*) AS n FROM superseded_events');
    expect(Number(superseded[0]?.n)).toBeGreaterThan(0);
    expect(tenant.server.requests.every(({ url }) => !url.searchParams.has('$skip'))).toBe(true);
  });

  it.each(['alert', 'incident'])(
    'reads every %s where the server gives fewer than it is asked for',
    async (stream) => {
      const whole = await anEntraTenant({ lookBackDays: 10, only: [stream] });
      await whole.collect();
      const tenant = await anEntraTenant({ lookBackDays: 10, only: [stream] });
      tenant.server.faults.inject({
        kind: 'data',
        change: (data) => {
          if (typeof data !== 'object' || data === null || !('value' in data) || !Array.isArray(data.value))
            return data;
          // The answer without a link to what was cut away.
          return { value: data.value.slice(0, 4) };
        },
      });
      expect(await tenant.collect()).toEqual({});
      expect(await tenant.counts()).toEqual(await whole.counts());
    },
  );

  it('asks each log in the operators and the one order that it is documented to know', async () => {
    const tenant = await anEntraTenant({ lookBackDays: 1 });
    expect(await tenant.collect()).toEqual({});
    const time = String.raw`[\d-]+T[\d:.]+Z`;
    const known: Readonly<Record<string, RegExp>> = {
      directoryAudits: new RegExp(
        `^activityDateTime ge ${time} and activityDateTime le ${time}\\|activityDateTime$`,
      ),
      provisioning: new RegExp(`^activityDateTime gt ${time} and activityDateTime lt ${time}\\|null$`),
      alerts_v2: new RegExp(`^lastUpdateDateTime ge ${time}\\|lastUpdateDateTime asc$`),
      incidents: new RegExp(`^lastUpdateDateTime ge ${time}\\|null$`),
    };
    for (const [name, pattern] of Object.entries(known)) {
      const asked = tenant.server.requests.filter(
        ({ url }) => url.pathname.endsWith(`/${name}`) && url.searchParams.has('$filter'),
      );
      expect(asked.length).toBeGreaterThan(0);
      for (const { url } of asked) {
        expect(`${url.searchParams.get('$filter')}|${url.searchParams.get('$orderby')}`).toMatch(pattern);
        expect(
          [...url.searchParams.keys()].filter((key) => !/^\$(filter|orderby|top|skiptoken)$/.test(key)),
        ).toEqual([]);
      }
    }
  });

  it('completes what changed of a user, and records who was removed', async () => {
    const tenant = await anEntraTenant({ only: ['user', 'group', 'device'] });
    await tenant.collect();
    const before = await tenant.counts();
    expect(before).toMatchObject({ group: 6, device: 32 });
    await tenant.clock.advance(DAY);
    expect(await tenant.collect()).toEqual({});
    const changed = await tenant.collector.rows(
      "SELECT ocsf->>'$.user.full_name' AS name, ocsf->>'$.user.ldap_person.surname' AS surname FROM events WHERE stream = 'user' AND (ocsf->>'$.user.ldap_person.job_title') IN ('Lead', 'Deputy', 'Clerk')",
    );
    expect(changed.every(({ name, surname }) => name !== null && surname !== null)).toBe(true);
    const removed = await tenant.collector.rows(
      "SELECT ocsf->>'$.user.name' AS name FROM events WHERE operation = 'user removed'",
    );
    expect(removed.length).toBeGreaterThan(0);
    expect(String(removed[0]?.name)).toContain('#EXT#');
  });

  it('reads the whole directory again when its token is too old, and records what is gone', async () => {
    const tenant = await anEntraTenant({ only: ['user'] });
    // In the morning, while the day's guest is there.
    tenant.clock.set(new Date('2026-11-21T09:00:00Z'));
    await tenant.collect();
    const users = (await tenant.counts()).user ?? 0;
    await tenant.clock.advance(8 * DAY + 6 * 3_600_000);
    expect(await tenant.collect()).toEqual({});
    // The token was refused once, and what had not changed was not stored again.
    const asked = tenant.server.requests.filter(({ url }) => url.pathname.endsWith('/users/delta'));
    expect(asked.filter(({ url }) => url.searchParams.has('$select')).length).toBe(2);
    expect((await tenant.counts()).user).toBeLessThan(users + 40);
    const gone = await tenant.collector.rows(
      "SELECT ocsf->>'$.user.name' AS name FROM events WHERE operation = 'user removed'",
    );
    expect(gone.map(({ name }) => String(name))).toEqual([expect.stringContaining('#EXT#')]);
  });
});

async function setPageSize(
  tenant: Awaited<ReturnType<typeof anEntraTenant>>,
  stream: string,
  pageSize: number,
) {
  const updated = await tenant.collector.service.update({
    sourceId: tenant.sourceId,
    streams: { [stream]: { pageSize } },
  });
  if (!updated.ok) throw new Error(updated.error.message);
}

function spanOf(url: URL): number {
  const [from = '', to = ''] = (url.searchParams.get('$filter') ?? '').match(/\d{4}-[\dT:.-]+Z/g) ?? [];
  return Date.parse(to) - Date.parse(from);
}
