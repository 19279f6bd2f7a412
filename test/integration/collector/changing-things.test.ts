import { describe, expect, it } from 'vitest';
import { everyTestHasGates } from './every-test-has-gates.ts';
import { people } from './gate-vendor.ts';

const gates = everyTestHasGates();

describe('a delta of things that change', () => {
  const row = (id: string, rest: object) => ({ id, at: '2026-11-19T08:00:00Z', ...rest });

  it('completes a change from what is stored, keeps the versions, and records what is gone', async () => {
    const answers: Record<string, unknown> = {
      '/people?all=1': {
        rows: [row('ann', { door: 'a', tall: true }), row('bob', { door: 'b' })],
        delta: `${gates.server.url}/people?d=1`,
      },
      '/people?d=1': {
        rows: [row('ann', { door: 'x' }), row('ann', { small: true })],
        delta: `${gates.server.url}/people?d=2`,
      },
    };
    gates.server.intervene = ({ path }) => {
      if (path === '/login') return undefined;
      return path in answers ? { json: answers[path] } : { status: 410 };
    };
    const source = await gates.use([people]);
    await gates.collector.collect(source);
    await gates.collector.collect(source);
    const raw = await gates.collector.rows(
      "SELECT raw FROM events JOIN object_latest USING (event_id) WHERE object_latest.object_uid = 'ann'",
    );
    expect(raw.map((one) => JSON.parse(String(one.raw)))).toEqual([
      row('ann', { door: 'x', tall: true, small: true }),
    ]);

    answers['/people?all=1'] = {
      rows: [row('ann', { door: 'x', tall: true, small: true })],
      delta: `${gates.server.url}/people?d=3`,
    };
    gates.collector.clock.set(Date.parse('2026-11-21T12:00:00Z'));
    expect(await gates.collector.collect(source)).toEqual([null]);
    const gone = await gates.collector.rows(
      "SELECT vendor_event_id AS id FROM events WHERE resource = 'gone'",
    );
    expect(gone).toEqual([{ id: 'bob' }]);
  });

  it('lets a complete reading replace what is stored, of which it may bring several pieces', async () => {
    const answers: Record<string, unknown> = {
      '/people?all=1': {
        rows: [row('ann', { door: 'a', tall: true }), row('bob', { door: 'b', tall: true })],
        delta: `${gates.server.url}/people?d=1`,
      },
    };
    gates.server.intervene = ({ path }) => {
      if (path === '/login') return undefined;
      return path in answers ? { json: answers[path] } : { status: 410 };
    };
    const source = await gates.use([people]);
    await gates.collector.collect(source);
    answers['/people?all=1'] = {
      rows: [row('ann', { door: 'c' })],
      next: `${gates.server.url}/people?p=2`,
    };
    answers['/people?p=2'] = {
      rows: [row('ann', { small: true }), row('bob', { door: 'b', tall: true })],
      delta: `${gates.server.url}/people?d=2`,
    };
    gates.collector.clock.set(Date.parse('2026-11-21T12:00:00Z'));
    expect(await gates.collector.collect(source)).toEqual([null]);
    const raw = await gates.collector.rows(
      'SELECT raw FROM events JOIN object_latest USING (event_id) ORDER BY vendor_event_id',
    );
    expect(raw.map((one) => JSON.parse(String(one.raw)))).toEqual([
      row('ann', { door: 'c', small: true }),
      row('bob', { door: 'b', tall: true }),
    ]);
  });
});
