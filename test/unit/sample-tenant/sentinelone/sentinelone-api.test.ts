import { describe, expect, it } from 'vitest';
import {
  createSentineloneApi,
  type SentineloneApiOptions,
} from '../../../../main/sample-tenant/sentinelone/sentinelone-api.ts';
import { sentineloneSample } from '../../../../main/sample-tenant/sentinelone/sentinelone-sample.ts';
import { sentinelone } from '../../../../main/vendors/sentinelone/sentinelone.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { ocsfProblems, processRecord } from '../../../helpers/vendor-records.ts';

interface Page {
  readonly data: readonly Record<string, unknown>[];
  readonly pagination: { readonly nextCursor: string | null; readonly totalItems: number };
  readonly errors?: unknown;
}

function aConsole(options: Partial<SentineloneApiOptions> = {}, now = '2026-11-20T12:00:00Z') {
  const clock = createFakeClock(now);
  const api = createSentineloneApi({ clock, seed: 'test', token: 'fake-token', ...options });
  const ask = (path: string, authorization = 'ApiToken fake-token') =>
    api({
      method: 'GET',
      url: new URL(`http://127.0.0.1/web/api/v2.1/${path}`),
      headers: { authorization },
      body: '',
    });
  const page = (path: string): Page => {
    const answer = ask(path);
    if (!('data' in answer)) throw new Error(JSON.stringify(answer));
    return answer.data as unknown as Page;
  };
  const all = (path: string): Record<string, unknown>[] => {
    const rows: Record<string, unknown>[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { data, pagination }: Page = page(
        `${path}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      rows.push(...data);
      cursor = pagination.nextCursor;
    }
    return rows;
  };
  return { ask, page, all, clock };
}

const since = '2026-11-10T00:00:00Z';

describe('the sample console', () => {
  it('lets nobody in without the word ApiToken and the token', () => {
    const { ask } = aConsole();
    for (const header of ['', 'Bearer fake-token', 'Token fake-token', 'fake-token', 'ApiToken other']) {
      expect(ask('groups', header)).toMatchObject({
        status: 401,
        refusal: { data: null, errors: [{ code: 4010010 }] },
      });
    }
  });

  it('gives every row once, in pages of any size, in the order of time', () => {
    const { all } = aConsole();
    const whole = all(`activities?limit=1000&sortBy=createdAt&createdAt__gte=${since}`);
    const inPages = all(`activities?limit=37&sortBy=createdAt&createdAt__gte=${since}`);
    expect(inPages).toEqual(whole);
    const times = whole.map(({ createdAt }) => String(createdAt));
    expect(times).toEqual([...times].sort());
    expect(whole.length).toBeGreaterThan(500);
  });

  it('is the same for the same seed and time, and grows with the clock', async () => {
    const path = `activities?limit=1000&createdAt__gte=${since}`;
    const { all, clock } = aConsole();
    const before = all(path);
    expect(aConsole().all(path)).toEqual(before);
    expect(aConsole({ seed: 'other' }).all(path)).not.toEqual(before);
    await clock.advance(6 * 3_600_000);
    const after = all(path);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
  });

  it('includes the lower bound, and counts nothing where it is told not to', () => {
    const { page } = aConsole();
    const first = page(`threats?limit=1&updatedAt__gte=${since}`);
    const { updatedAt } = (first.data[0] as { threatInfo: { updatedAt: string } }).threatInfo;
    expect(page(`threats?limit=1&updatedAt__gte=${updatedAt}`).data).toEqual(first.data);
    expect(first.pagination.totalItems).toBeGreaterThan(5);
    expect(page(`threats?limit=1&skipCount=true&updatedAt__gte=${since}`).pagination.totalItems).toBe(0);
  });

  it.each([
    ['groups?limit=0', 'limit'],
    ['groups?limit=1001', 'limit'],
    ['groups?updatedAt__gte=yesterday', 'updatedAt__gte'],
    ['groups?sortBy=name', 'sortBy'],
    ['cloud-detection/alerts?sortBy=createdAt', 'sortBy'],
    ['groups?cursor=made-up', 'cursor'],
    ['application-management/inventory/endpoints?limit=5', 'applicationName'],
  ])('refuses %s', (path, word) => {
    expect(aConsole().ask(path)).toMatchObject({
      status: 400,
      refusal: { errors: [{ detail: expect.stringContaining(word) }] },
    });
  });

  it('knows a cursor only beside the filters it was given for', () => {
    const { page, ask } = aConsole();
    const { nextCursor } = page(`activities?limit=5&createdAt__gte=${since}`).pagination;
    const cursor = encodeURIComponent(nextCursor ?? '');
    expect(ask(`activities?limit=5&createdAt__gte=${since}&cursor=${cursor}`).status).toBe(200);
    expect(ask(`activities?limit=5&createdAt__gte=2026-11-11T00:00:00Z&cursor=${cursor}`).status).toBe(400);
  });

  it('shows of a threat only its present state, which moves it up', async () => {
    const { all, clock } = aConsole();
    const states = () =>
      new Map(
        all(`threats?limit=500&updatedAt__gte=${since}`).map((row) => [
          row.id,
          (row.threatInfo as { updatedAt: string }).updatedAt,
        ]),
      );
    const before = states();
    await clock.advance(86_400_000);
    const after = states();
    expect([...before].some(([id, updatedAt]) => (after.get(id) ?? '') > updatedAt)).toBe(true);
  });

  it('sends errors beside good alerts, and shows an alert only once it is reported', () => {
    const { page } = aConsole();
    const { data, errors } = page('cloud-detection/alerts?limit=1000');
    expect(errors).toEqual([{}]);
    for (const row of data) {
      expect(
        String((row.alertInfo as { reportedAt: string }).reportedAt) <= '2026-11-20T12:00:00.000000Z',
      ).toBe(true);
    }
  });

  it('has threats without what happened in their course any more', () => {
    const { all, ask } = aConsole();
    const answers = all('threats?limit=500').map(
      ({ id }) => ask(`threats/${String(id)}/explore/events?limit=5`).status,
    );
    expect(new Set(answers)).toEqual(new Set([200, 404]));
    expect(ask('threats/1/explore/events').status).toBe(404);
  });

  it('keeps to the sites that are asked for', () => {
    const { all } = aConsole();
    const everywhere = all('agents?limit=100');
    const sites = new Set(everywhere.map(({ siteId }) => siteId));
    expect(sites.size).toBe(2);
    const [first] = sites;
    const there = all(`agents?limit=100&siteIds=${String(first)},999`);
    expect(there.length).toBeLessThan(everywhere.length);
    expect(new Set(there.map(({ siteId }) => siteId))).toEqual(new Set([first]));
  });

  it('refuses a stream the role may not read, and alerts where there are none', () => {
    expect(aConsole({ denied: ['group'] }).ask('groups')).toMatchObject({ status: 403 });
    expect(aConsole({ alerts: 'on-premises' }).ask('cloud-detection/alerts').status).toBe(404);
    expect(aConsole({ alerts: 'without-entitlement' }).ask('cloud-detection/alerts')).toMatchObject({
      status: 403,
      refusal: { errors: [{ code: 4030010 }] },
    });
  });

  it('asks to wait only where a limit is set', () => {
    const { ask } = aConsole({ requestsPerSecond: 2 });
    const answers = [ask('groups'), ask('groups'), ask('groups')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]).toMatchObject({ headers: { 'retry-after': '1' } });
  });
});

describe('the rows of the sample console', () => {
  const { all } = aConsole();
  const children = {
    application: () =>
      all('application-management/inventory?limit=100').flatMap((row) =>
        all(
          `application-management/inventory/endpoints?limit=100&applicationName=${encodeURIComponent(String(row.applicationName))}&applicationVendor=${encodeURIComponent(String(row.applicationVendor))}`,
        ),
      ),
    'threat-event': () =>
      all('threats?limit=500').flatMap(({ id }) =>
        String(id).endsWith('3') ? [] : all(`threats/${String(id)}/explore/events?limit=1000`),
      ),
  };
  const lists: Readonly<Record<string, string>> = {
    // A week has every kind of activity that there is.
    activity: 'activities?createdAt__gte=2026-11-13T00:00:00Z',
    agent: 'agents',
    alert: 'cloud-detection/alerts',
    'application-risk': 'application-management/risks',
    group: 'groups',
    threat: 'threats',
  };

  const listOf = (name: string) => `${lists[name]}${lists[name]?.includes('?') ? '&' : '?'}limit=1000`;

  it.each(sentinelone.streams)('of $name become valid OCSF, and none is rejected', (stream) => {
    const rows =
      stream.name in children ? children[stream.name as keyof typeof children]() : all(listOf(stream.name));
    expect(rows.length).toBeGreaterThan(4);
    const seen = new Set<string>();
    for (const row of rows) {
      const outcome = processRecord(stream, row);
      if (!('event' in outcome)) throw new Error(outcome.rejected);
      // One of each kind is enough to validate.
      const kind = `${outcome.event.ocsf.type_uid} ${Object.keys(outcome.event.ocsf).join()}`;
      if (!seen.has(kind)) expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
      seen.add(kind);
      expect(outcome.event.ocsf.class_uid).not.toBe(0);
    }
  });

  it('have keys of their own, but for what comes again', () => {
    for (const stream of sentinelone.streams.filter(({ name }) => name in lists)) {
      const keys = all(listOf(stream.name)).map((row) => {
        const outcome = processRecord(stream, row);
        return 'naturalKey' in outcome ? JSON.stringify(outcome.naturalKey) : '';
      });
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('which stream a request belongs to', () => {
  it.each([
    ['activities', 'activity'],
    ['threats?limit=5', 'threat'],
    ['threats?limit=5&skipCount=true', 'threat-event'],
    ['threats/17/explore/events', 'threat-event'],
    ['application-management/inventory/endpoints', 'application'],
    ['system/status', null],
  ])('%s: %s', (path, stream) => {
    const url = new URL(`http://127.0.0.1/web/api/v2.1/${path}`);
    expect(sentineloneSample.streamOf({ url })).toBe(stream);
  });
});
