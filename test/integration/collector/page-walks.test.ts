import { beforeEach, describe, expect, it } from 'vitest';
import { startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { everyTestHasGates } from './every-test-has-gates.ts';
import { passagesOf } from './gate-server.ts';
import { gateVendor, passages, people, visits } from './gate-vendor.ts';

const gates = everyTestHasGates();

describe('walking through pages', () => {
  it('rejects a record that is nested too deep alone, and stores the rest of its answer', async () => {
    const source = await gates.use([passages]);
    const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`);
    gates.server.passages.splice(2, 0, { id: 'deep', at: '2026-11-17T14:00:00.000Z', door: deep });
    await gates.collector.collect(source);
    expect(await gates.collector.stream(source)).toMatchObject({ counts: { stored: 15, rejected: 1 } });
  });

  it('stores every page, and the next run reads only the overlap again', async () => {
    const source = await gates.use([passages]);
    await gates.collector.collect(source);
    expect((await gates.collector.stream(source)).counts).toMatchObject({ received: 15, stored: 15 });
    const before = gates.server.asked().length;
    await gates.collector.collect(source);
    expect(gates.server.asked().slice(before)).toEqual([
      '/passages?from=2026-11-20T11:50:00.000Z&to=2026-11-20T12:00:00.000Z&size=2',
    ]);
  });

  it('goes on after a restart at the page where it was, with the window of then', async () => {
    const source = await gates.use([passages]);
    gates.server.intervene = () => (gates.server.asked().length === 5 ? { silentBody: true } : undefined);
    await gates.collector.service.collect(source);
    await gates.server.requestCame(6);
    const cut = gates.server.asked().at(-1);
    await gates.collector.restart();
    gates.server.intervene = () => undefined;
    gates.collector.clock.set(Date.parse('2026-11-20T15:00:00Z'));
    const before = gates.server.asked().length;
    await gates.collector.collect(source);
    expect(gates.server.asked()[before]).toBe(cut);
    expect((await gates.collector.stream(source)).counts).toMatchObject({
      received: 15,
      stored: 15,
      duplicate: 0,
    });
  });

  it('begins a window again when the server no longer knows its cursor', async () => {
    const source = await gates.use([passages]);
    let isKnown = false;
    gates.server.intervene = ({ query }) => {
      if (query.cursor === undefined || isKnown) return undefined;
      isKnown = true;
      return { status: 410 };
    };
    expect(await gates.collector.collect(source)).toEqual([null]);
    expect((await gates.collector.stream(source)).counts).toMatchObject({ stored: 15, duplicate: 2 });
  });

  it('says that cursors are refused, newly given too, and begins the window anew in the next run', async () => {
    const source = await gates.use([passages]);
    gates.server.intervene = ({ query }) => (query.cursor === undefined ? undefined : { status: 410 });
    const [error] = await gates.collector.collect(source);
    expect(error?.message).toMatch(/a cursor that it gave itself/);
    expect(error?.remedy).toMatch(/next run begins the window anew/);
    gates.server.intervene = ({ query }) => {
      if (query.cursor === undefined) gates.server.intervene = () => undefined;
      return query.cursor === undefined ? undefined : { status: 410 };
    };
    expect(await gates.collector.collect(source)).toEqual([null]);
    expect((await gates.collector.rows('SELECT count(*)::INTEGER AS n FROM events'))[0]).toMatchObject({
      n: 15,
    });
  });

  it('ends at a server that repeats its cursor, and keeps what it has', async () => {
    const source = await gates.use([passages]);
    gates.server.intervene = ({ path }) =>
      path.startsWith('/passages')
        ? { json: { rows: passagesOf('2026-11-17', 2), cursor: 'again' } }
        : undefined;
    const [error] = await gates.collector.collect(source);
    expect(error?.message).toMatch(/keeps answering with the same page/);
    expect((await gates.collector.stream(source)).counts.stored).toBe(2);
  });
});

describe('a fan-out', () => {
  beforeEach(() => {
    gates.server.gates = ['n', 's', 'w'];
    gates.server.visits = { n: passagesOf('2026-11-18', 3), w: passagesOf('2026-11-19', 3) };
  });

  it('collects the children of each parent, and goes on past a parent that is gone', async () => {
    const source = await gates.use([visits]);
    expect(await gates.collector.collect(source)).toEqual([null]);
    expect(await gates.idsOf('visits')).toEqual(
      [...passagesOf('2026-11-18', 3), ...passagesOf('2026-11-19', 3)].map(({ id }) => id),
    );
    const [row] = await gates.collector.rows(
      "SELECT resource FROM events WHERE vendor_event_id = '2026-11-19-0'",
    );
    expect(row).toEqual({ resource: 'w' });
  });

  it.each([2, 3, 4, 5, 6])(
    'loses and doubles nothing when request %i is the last before a restart',
    async (last) => {
      const source = await gates.use([visits]);
      gates.server.intervene = () =>
        gates.server.asked().length === last ? { silentBody: true } : undefined;
      await gates.collector.service.collect(source);
      await gates.server.requestCame(last + 1);
      await gates.collector.restart();
      gates.server.intervene = () => undefined;
      expect(await gates.collector.collect(source)).toEqual([null]);
      expect((await gates.collector.stream(source)).counts).toMatchObject({
        received: 6,
        stored: 6,
        duplicate: 0,
      });
    },
  );
});

describe('a window that is too much', () => {
  const narrowing = gateVendor([passages], {
    explainRefusal: ({ status }) => (status === 504 ? { kind: 'narrow' } : null),
  });

  it('is asked for again later where it can’t be made shorter', async () => {
    await gates.replaceVendor(narrowing);
    const source = await gates.addWith({ passages: { lookBackDays: 1 } });
    // A day, halved eleven times, is less than a minute: of these, the last ones are the same request again.
    let refusals = 14;
    gates.server.intervene = ({ path }) =>
      path.startsWith('/passages') && refusals-- > 0 ? { status: 504 } : undefined;
    expect(await gates.collector.collect(source)).toEqual([null]);
    expect((await gates.collector.stream(source)).counts.stored).toBe(5);
  });

  it('ends the run with the vendor’s own error where that goes on', async () => {
    await gates.replaceVendor(narrowing);
    const source = await gates.addWith({ passages: { lookBackDays: 1 } });
    gates.server.intervene = ({ path }) => (path.startsWith('/passages') ? { status: 504 } : undefined);
    expect(await gates.collector.collect(source)).toMatchObject([{ kind: 'vendor-unreachable' }]);
  });
});

describe('links', () => {
  it('are not followed to another host, and the refusal names both', async () => {
    const other = await startScriptedVendor(() => ({ json: { rows: [] } }));
    gates.server.intervene = ({ path }) =>
      path === '/login' ? undefined : { json: { rows: [], next: `${other.url}/people?p=2` } };
    const source = await gates.use([people]);
    const [error] = await gates.collector.collect(source);
    expect(error?.message).toContain(other.host);
    expect(error?.message).toContain(gates.server.host);
    expect(other.requests).toEqual([]);
    await other.close();
  });
});
