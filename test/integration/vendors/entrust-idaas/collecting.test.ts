import { afterEach, describe, expect, it } from 'vitest';
import {
  createEntrustApi,
  type EntrustApiOptions,
  type EventPage,
} from '../../../../main/sample-tenant/entrust-idaas/entrust-api.ts';
import { entrustIdaasSample } from '../../../../main/sample-tenant/entrust-idaas/entrust-idaas-sample.ts';
import type { FaultyRequest } from '../../../../main/sample-tenant/faults.ts';
import { serveVendor, type VendorRequest } from '../../../../main/sample-tenant/serve-vendor.ts';
import { entrustIdaas } from '../../../../main/vendors/entrust-idaas/entrust-idaas.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { aCollector } from '../../collector/a-collector.ts';

const { credentials } = entrustIdaasSample.draft('http://127.0.0.1');
const account = {
  applicationId: credentials.applicationId ?? '',
  sharedSecret: credentials.sharedSecret ?? '',
};
const LOOK_BACK_DAYS = 2;

const isLogin = ({ url }: FaultyRequest) => url.pathname.endsWith('/authenticate');
/** Faults are given the whole request. */
const bodyOf = (request: FaultyRequest) => (request as VendorRequest).body;
const isFurtherPage = (request: FaultyRequest) => bodyOf(request).includes('"cursor"');
const isOf = (stream: string) => (request: FaultyRequest) =>
  entrustIdaasSample.streamOf(request as VendorRequest) === stream;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Setting extends Partial<EntrustApiOptions> {
  /** How much time passes with each page that is asked for. */
  readonly minutesAPage?: number;
  readonly sharedSecretEntered?: string;
}

async function aSource({ minutesAPage = 0, sharedSecretEntered, ...options }: Setting = {}) {
  const clock = createFakeClock('2026-11-20T12:00:00.000Z', { skipSleeps: true });
  const api = createEntrustApi({ clock, seed: 'test', ...account, ...options });
  const served = await serveVendor<unknown>((request) => {
    if (!isLogin(request)) void clock.advance(minutesAPage * 60_000);
    return api(request);
  }, clock);
  closing.push(() => served.close());
  const collector = await aCollector({ vendors: [entrustIdaas], clock });
  closing.push(() => collector.remove());
  const draft = entrustIdaasSample.draft(served.url);
  const added = await collector.service.add({
    ...draft,
    credentials: { ...account, ...(sharedSecretEntered ? { sharedSecret: sharedSecretEntered } : {}) },
    streams: {
      authentication: { lookBackDays: LOOK_BACK_DAYS },
      management: { lookBackDays: LOOK_BACK_DAYS },
    },
  });
  if (!added.ok) throw new Error(added.error.message);
  const { sourceId } = added.value;
  const logins = () => served.requests.filter(isLogin).length;
  const collect = () => collector.collect(sourceId);
  const stored = async () =>
    (await collector.rows("SELECT ocsf->>'$.metadata.uid' AS id FROM events"))
      .map(({ id }) => String(id))
      .sort();
  return { clock, served, collector, sourceId, logins, collect, stored };
}

/** The ids of all that the server tells by now, of the look-back before the first poll. */
function tellable(clock: { nowUs(): number }, fromIso: string): readonly string[] {
  const api = createEntrustApi({
    clock: createFakeClock(new Date(clock.nowUs() / 1_000)),
    seed: 'test',
    ...account,
  });
  const post = (path: string, body: unknown, authorization?: string) => {
    const url = new URL(`/api/web/${path}`, 'http://127.0.0.1');
    const answer = api({ method: 'POST', url, headers: { authorization }, body: JSON.stringify(body) });
    if (!('data' in answer)) throw new Error(JSON.stringify(answer));
    return answer.data;
  };
  const { authToken } = post('v1/adminapi/authenticate', account) as { authToken: string };
  const toIso = new Date(clock.nowUs() / 1_000 - 60_000).toISOString().slice(0, 19);
  const searchByAttributes = [
    { name: 'startTime', operator: 'GREATER_THAN_OR_EQUAL', value: fromIso },
    { name: 'endTime', operator: 'LESS_THAN_OR_EQUAL', value: toIso },
  ];
  const ids: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = post(
      'v2/reports/auditeventspaged/siem',
      cursor === undefined ? { searchByAttributes } : { cursor },
      authToken,
    ) as EventPage;
    ids.push(...page.results.map(({ id }) => id));
    cursor = page.paging.nextCursor;
  }
  return ids.sort();
}

/** Where the look-back began. */
function beginningOf(requests: readonly VendorRequest[]): string {
  const starts = requests.flatMap(({ body }) => /"startTime"[^}]*"value":"([^"]+)"/.exec(body)?.[1] ?? []);
  return starts.toSorted()[0] ?? '';
}

describe('collecting from Entrust IDaaS', () => {
  it('gets every event of both logs once, with a single login', async () => {
    const { clock, served, collect, stored, logins, collector, sourceId } = await aSource();
    expect(await collect()).toEqual([null, null]);
    expect(await stored()).toEqual(tellable(clock, beginningOf(served.requests)));
    expect(logins()).toBe(1);
    for (const stream of ['authentication', 'management']) {
      const { counts } = await collector.stream(sourceId, stream);
      expect(counts).toMatchObject({ rejected: 0, unmapped: 0 });
      expect(counts.stored).toBeGreaterThan(20);
    }
  });

  it('asks for no more than a day at once, and with a cursor for nothing else', async () => {
    const { served, collect } = await aSource();
    await collect();
    for (const { body } of served.requests.filter((request) => !isLogin(request))) {
      const asked = JSON.parse(body);
      if ('cursor' in asked) expect(Object.keys(asked).sort()).toEqual(['cursor', 'limit']);
      else {
        const [from, to] = asked.searchByAttributes.map(({ value }: { value: string }) => value);
        expect(Date.parse(`${to}Z`) - Date.parse(`${from}Z`)).toBeLessThanOrEqual(86_400_000 + 1_000);
      }
    }
    expect(served.requests.some(isFurtherPage)).toBe(true);
  });

  it('finds events that were written down late, and stores nothing twice', async () => {
    const { clock, served, collect, stored } = await aSource();
    await collect();
    for (let poll = 0; poll < 8; poll++) {
      await clock.advance(5 * 60_000);
      expect(await collect()).toEqual([null, null]);
    }
    // The last ones may still be on their way: the next runs' overlap is for them.
    await clock.advance(60_000);
    await collect();
    const there = await stored();
    expect(new Set(there).size).toBe(there.length);
    expect(there).toEqual(expect.arrayContaining([...tellable(clock, beginningOf(served.requests))]));
  });

  it('renews its token as often as a long walk takes', async () => {
    const { clock, served, collect, stored, logins } = await aSource({ minutesAPage: 2 });
    const beganAt = clock.nowUs();
    expect(await collect()).toEqual([null, null]);
    const minutes = (clock.nowUs() - beganAt) / 60_000_000;
    expect(minutes).toBeGreaterThan(15);
    expect(logins()).toBeGreaterThan(1);
    expect(logins()).toBeLessThanOrEqual(Math.ceil(minutes / 12) + 1);
    expect(served.requests.length).toBeGreaterThan(logins());
    const there = await stored();
    expect(new Set(there).size).toBe(there.length);
  });

  it('logs in once more where a token is refused before its time', async () => {
    const { clock, served, collect, stored, logins } = await aSource();
    served.faults.inject({ kind: 'status', status: 401 }, { when: isFurtherPage, times: 1 });
    expect(await collect()).toEqual([null, null]);
    expect(logins()).toBe(2);
    expect(await stored()).toEqual(tellable(clock, beginningOf(served.requests)));
  });

  it('gives up where a new token is refused as well, and does not go on logging in', async () => {
    const { served, collect, logins } = await aSource();
    served.faults.inject({ kind: 'status', status: 401 }, { when: (request) => !isLogin(request) });
    const errors = await collect();
    expect(errors.map((error) => error?.kind)).toEqual(['credentials-rejected', 'credentials-rejected']);
    expect(logins()).toBeLessThanOrEqual(4);
  });

  it('tries a wrong secret once for both logs, and says that more tries may lock the application', async () => {
    const { collect, logins, stored } = await aSource({ sharedSecretEntered: 'fake-wrong-secret' });
    const errors = await collect();
    for (const error of errors) {
      expect(error).toMatchObject({
        kind: 'credentials-rejected',
        remedy: expect.stringContaining('may lock'),
      });
      expect(JSON.stringify(error)).not.toContain('fake-wrong-secret');
    }
    expect(logins()).toBe(1);
    expect(await stored()).toEqual([]);
  });

  it('goes on with one log where the other is not allowed', async () => {
    const { served, collect, collector, sourceId } = await aSource();
    served.faults.inject({ kind: 'status', status: 403 }, { when: isOf('management') });
    const [authentication, management] = await collect();
    expect(authentication).toBeNull();
    expect(management).toMatchObject({
      kind: 'permission-missing',
      message: expect.stringContaining('management'),
      remedy: expect.stringContaining('View on Reports'),
    });
    expect((await collector.stream(sourceId, 'authentication')).counts.stored).toBeGreaterThan(20);
  });

  it.each([400, 404])('begins a window anew where its cursor is refused with %i', async (status) => {
    const { clock, served, collect, stored } = await aSource();
    served.faults.inject({ kind: 'status', status }, { when: isFurtherPage, times: 1 });
    expect(await collect()).toEqual([null, null]);
    expect(await stored()).toEqual(tellable(clock, beginningOf(served.requests)));
  });

  it.each([
    ['blank', ''],
    ['null', null],
  ])('ends at a page whose cursor is %s', async (_what, cursor) => {
    const { clock, served, collect, stored } = await aSource();
    served.faults.inject({
      kind: 'data',
      change(data) {
        const { paging, results } = data as EventPage;
        if (paging === undefined) return data;
        return { paging: { ...paging, nextCursor: paging.nextCursor ?? cursor }, results };
      },
    });
    expect(await collect()).toEqual([null, null]);
    expect(await stored()).toEqual(tellable(clock, beginningOf(served.requests)));
  });

  it('ends at a page that repeats the cursor it was asked for with', async () => {
    const { clock, served, collect, stored } = await aSource();
    served.faults.inject({
      kind: 'data',
      change(data, request) {
        const { paging, results } = data as EventPage;
        const { cursor } = JSON.parse(bodyOf(request));
        const isLastOfSeveral =
          paging !== undefined && paging.nextCursor === undefined && cursor !== undefined;
        return isLastOfSeveral ? { paging: { ...paging, nextCursor: cursor }, results } : data;
      },
    });
    expect(await collect()).toEqual([null, null]);
    expect(await stored()).toEqual(tellable(clock, beginningOf(served.requests)));
  });

  it('keeps codes and secrets of changed things out of what it stores', async () => {
    const { collect, collector } = await aSource();
    await collect();
    const rows = await collector.rows(
      'SELECT raw::VARCHAR AS raw, ocsf::VARCHAR AS ocsf, search_text FROM events',
    );
    const text = JSON.stringify(rows);
    expect(text).toContain('activationCode');
    expect(text).toContain('‹secret:fp:');
    expect(text).not.toMatch(/FAKE-\d{12}/);
    expect(text).not.toMatch(/fake-[a-f0-9]{20}/);
    // What was used to sign in is a word and stays one.
    expect(text).toContain('TOKENPUSH');
  });
});
