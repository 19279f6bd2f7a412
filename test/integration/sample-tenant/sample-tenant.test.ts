import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectSampleTenant } from '../../../main/app/connect-sample-tenant.ts';
import type { Clock } from '../../../main/collector/clock.ts';
import { entroFaults } from '../../../main/sample-tenant/entro/entro-faults.ts';
import type { EntroRow } from '../../../main/sample-tenant/entro/generate-day.ts';
import type { Faults } from '../../../main/sample-tenant/faults.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { auditStream } from '../../../main/vendors/entro/audit.stream.ts';
import { entro } from '../../../main/vendors/entro/entro.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aCollector } from '../collector/a-collector.ts';

const noon = Date.UTC(2026, 10, 20, 12) * 1_000;
let nowUs = noon;
const clock: Clock = { nowUs: () => nowUs, sleep: async () => {} };
let tenant: SampleTenant;

beforeEach(async () => {
  nowUs = noon;
  tenant = await startSampleTenant({ clock, seed: 'test' });
});
afterEach(() => tenant.close());

const ask = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${tenant.of('entro').url}/v1/scan/auditLogs${query}`, {
    headers: { authorization: tenant.of('entro').draft.credentials.token ?? '', ...headers },
    redirect: 'manual',
  });
const rowsOf = async (query: string): Promise<EntroRow[]> => (await ask(query)).json();
const idsOf = (rows: readonly EntroRow[]) => rows.map(({ results }) => results.request_id);

describe('the sample tenant’s Entro', () => {
  it('answers the stream’s own requests', async () => {
    const { url, draft } = tenant.of('entro');
    const context = { url, settings: {}, credentials: draft.credentials, pageSize: 0 };
    const day = { date: new Date(Date.UTC(2026, 10, 18)), isToday: false };
    const request = auditStream.pagination.request(context, day);
    const proof = entro.auth.kind === 'static' ? entro.auth.headers(context) : {};
    const answer = await fetch(request.url, { headers: { ...request.headers, ...proof } });
    const records = auditStream.readRecords(await answer.json());
    expect(records.ok && records.value.length).toBeGreaterThan(40);
    expect(draft).toMatchObject({ vendor: 'entro', url });
  });

  it.each([
    ['no token', ''],
    ['another token', 'other'],
    ['a scheme word before the token', 'Bearer sample-tenant-token-that-opens-nothing'],
  ])('answers 401 with a body to %s', async (_what, authorization) => {
    const answer = await ask('?from=18%2F11%2F2026', { authorization });
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { statusCode: 401, message: expect.any(String) },
    ]);
  });

  it.each([
    '',
    '?from=2026-11-18',
    '?from=11%2F18%2F2026',
    '?from=31%2F02%2F2026',
    '?from=18%2F11%2F2026&to=',
  ])('answers 400 to “%s”', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });

  it('knows no other path', async () => {
    expect((await fetch(`${tenant.of('entro').url}/v1/other`)).status).toBe(404);
  });

  it('repeats the first rows of a day at the end of the day before', async () => {
    const day = await rowsOf('?from=17%2F11%2F2026&to=18%2F11%2F2026');
    const next = await rowsOf('?from=18%2F11%2F2026&to=19%2F11%2F2026');
    const both = idsOf(day).filter((id) => idsOf(next).includes(id));
    expect(both.length).toBeGreaterThan(0);
    expect(both.length).toBeLessThan(next.length / 4);
  });

  it('lets today grow with the clock', async () => {
    const before = await rowsOf('?from=20%2F11%2F2026');
    nowUs += 4 * 3_600 * 1e6;
    const after = await rowsOf('?from=20%2F11%2F2026');
    expect(after.length).toBeGreaterThan(before.length);
    expect(idsOf(after)).toEqual(expect.arrayContaining(idsOf(before)));
    expect(before.every(({ date }) => Date.parse(date) * 1_000 <= noon)).toBe(true);
    expect(await rowsOf('?from=21%2F11%2F2026')).toEqual([]);
  });

  it('compresses when that is accepted, and does not otherwise', async () => {
    const packed = await ask('?from=18%2F11%2F2026', { 'accept-encoding': 'gzip' });
    const plain = await ask('?from=18%2F11%2F2026', { 'accept-encoding': 'identity' });
    expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual([
      'gzip',
      null,
    ]);
    expect(await packed.json()).toEqual(await plain.json());
  });

  it('remembers what was asked', async () => {
    await ask('?from=18%2F11%2F2026&to=19%2F11%2F2026');
    expect(tenant.of('entro').requests.map(({ url }) => url.searchParams.get('to'))).toEqual(['19/11/2026']);
  });
});

describe('the whole tenant', () => {
  it('is collected by an analyst’s own means, every stream of it, and nothing of it is refused', async () => {
    const fixed = createFakeClock('2026-11-20T12:00:00Z', { skipSleeps: true });
    const collector = await aCollector({ vendors, clock: fixed });
    const whole = await connectSampleTenant(collector.service, fixed);
    const collected = await collector.service.collectUntilCaughtUp([]);
    const streams = collected.ok ? collected.value : [];
    expect(new Set(streams.map(({ source }) => source)).size).toBe(sampleVendors.length);
    for (const { stream, error, notice, counts } of streams) {
      expect({ stream, error, notice, rejected: counts.rejected }).toEqual({
        stream,
        error: null,
        notice: null,
        rejected: 0,
      });
      expect(counts.stored, stream).toBeGreaterThan(0);
    }
    await collector.remove();
    await whole.close();
  }, 300_000);
});

describe('faults of the sample tenant', () => {
  const query = '?from=18%2F11%2F2026&to=19%2F11%2F2026';

  it('come as often as they were told to, and only where they were told to', async () => {
    const { faults } = tenant.of('entro');
    faults.inject(
      { kind: 'status', status: 503 },
      { times: 2, when: ({ url }) => url.search.includes('18') },
    );
    const statuses = [];
    for (const from of ['?from=17%2F11%2F2026', query, query, query]) statuses.push((await ask(from)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it('can be taken away, one or all', async () => {
    const { faults } = tenant.of('entro');
    const remove = faults.inject({ kind: 'status', status: 500 });
    expect((await ask(query)).status).toBe(500);
    remove();
    expect((await ask(query)).status).toBe(200);
    faults.inject({ kind: 'html' });
    faults.clear();
    expect((await ask(query)).headers.get('content-type')).toContain('json');
  });

  it('can be a limit that says when to come back, a page in HTML, another JSON or a redirect', async () => {
    const { faults } = tenant.of('entro');
    const once = { times: 1 };
    faults.inject({ kind: 'status', status: 429, retryAfter: 7, body: 'slow down' }, once);
    const limited = await ask(query);
    expect([limited.status, limited.headers.get('retry-after'), await limited.text()]).toEqual([
      429,
      '7',
      'slow down',
    ]);
    faults.inject({ kind: 'html' }, once);
    expect(await (await ask(query)).text()).toContain('<html>');
    faults.inject({ kind: 'other-json', body: { error: 'x' } }, once);
    expect(await (await ask(query)).json()).toEqual({ error: 'x' });
    faults.inject({ kind: 'redirect', to: 'https://elsewhere.example.com/' }, once);
    expect((await ask(query)).headers.get('location')).toBe('https://elsewhere.example.com/');
  });

  it.each(['cut-off-json', 'reset-before-answer', 'reset-in-body'] as const)('can be %s', async (kind) => {
    tenant.of('entro').faults.inject({ kind }, { times: 1 });
    await expect(ask(query).then((answer) => answer.json())).rejects.toThrow();
    expect((await ask(query)).status).toBe(200);
  });

  it('can be a body without end', async () => {
    tenant.of('entro').faults.inject({ kind: 'endless-body' });
    const reader = (await ask(query)).body?.getReader();
    let received = 0;
    while (received < 3_000_000) received += (await reader?.read())?.value?.length ?? 0;
    await reader?.cancel();
    expect(received).toBeGreaterThanOrEqual(3_000_000);
  });

  it('can be an answer that waits', async () => {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    tenant.of('entro').faults.inject({ kind: 'slow', until }, { times: 1 });
    const waiting = ask(query).then(({ status }) => status);
    expect((await ask(query)).status).toBe(200);
    release();
    expect(await waiting).toBe(200);
  });

  it('do not keep the tenant from closing', async () => {
    tenant.of('entro').faults.inject({ kind: 'slow', until: new Promise(() => {}) });
    const waiting = ask(query).catch(() => 'cut off');
    await expect.poll(() => tenant.of('entro').requests.length).toBe(1);
    await tenant.close();
    expect(await waiting).toBe('cut off');
    tenant = await startSampleTenant({ clock, seed: 'test' });
  });

  it('can change the rows: none, twice, some late, others added, one huge', async () => {
    const faults = tenant.of('entro').faults as Faults<EntroRow[]>;
    const usual = await rowsOf(query);
    const once = { times: 1 };
    faults.inject(entroFaults.noRows(), once);
    expect(await rowsOf(query)).toEqual([]);
    faults.inject(entroFaults.repeatedRows(), once);
    expect(await rowsOf(query)).toHaveLength(usual.length * 2);
    faults.inject(entroFaults.lateRows(3), once);
    expect(await rowsOf(query)).toHaveLength(usual.length - Math.ceil(usual.length / 3));
    faults.inject(entroFaults.withRows(7, { date: 'x' }), once);
    expect(await rowsOf(query)).toEqual([7, { date: 'x' }, ...usual]);
    faults.inject(entroFaults.hugeValue(1_000_000, '2026-11-18T01:02:03.000Z'), once);
    expect((await rowsOf(query)).at(-1)?.results.secrets[0]?.exposed_value).toHaveLength(1_000_000);
    expect(await rowsOf(query)).toEqual(usual);
  });
});
