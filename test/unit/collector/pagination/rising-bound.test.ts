import { describe, expect, it } from 'vitest';
import type { TimeWalk } from '../../../../main/collector/pagination/pagination.ts';
import type { HttpRequest } from '../../../../main/collector/stream-definition.ts';
import { US_PER_SECOND } from '../../../../shared/time-range.ts';
import { byNewest, drive, empty, get, type Row } from './a-time-walk.ts';
import { type Reply, us } from './drive-walk.ts';

describe('a lower bound that rises', () => {
  const second = (timeUs: number) => new Date(timeUs / 1_000).toISOString().slice(11, 19);
  const rising: TimeWalk = {
    ...byNewest,
    pages: {
      by: 'rising-bound',
      request: (context, { fromUs }) => get(context, `/${second(fromUs)}`),
      timeUsOf: (row) => us((row as Row).at),
      smallestStepUs: US_PER_SECOND,
    },
  };
  const at = (times: readonly string[]): Row[] =>
    times.map((time, id) => ({ id, at: `2026-11-20T${time}Z` }));
  const server =
    (rows: readonly Row[], size: number) =>
    ({ url }: HttpRequest): Reply => {
      const from = us(`2026-11-20T${url.slice(-8)}Z`);
      const fitting = rows.filter((row) => us(row.at) >= from || url.endsWith('/12:00:00'));
      return { data: { rows: fitting.slice(0, size) } };
    };

  it('rises to the newest of each page, repeats what equals it, and ends where nothing newer comes', () => {
    const rows = at(['08:00:00', '08:00:01', '08:00:01', '08:00:05']);
    const { asked, records } = drive(rising, server(rows, 2));
    expect(asked).toEqual(['/12:00:00', '/08:00:01', '/08:00:02', '/08:00:05', '/08:00:06']);
    expect(new Set(records.map((row) => (row as Row).id))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('does not take a page for the last one because a server gives less than it is asked for', () => {
    const rows = at(['08:00:00', '08:00:01', '08:00:02', '08:00:03', '08:00:04']);
    const { asked, records, problem } = drive(rising, server(rows, 2), { pageSize: 50 });
    expect(asked).toHaveLength(6);
    expect(new Set(records.map((row) => (row as Row).id)).size).toBe(5);
    expect(problem).toBeNull();
  });

  it('gets past a short page of one time, where the server gives less than it is asked for', () => {
    const rows = at(['08:00:00', '08:00:00', '08:00:03']);
    const { records, problem } = drive(rising, server(rows, 2), { pageSize: 50 });
    expect(records).toContainEqual(rows[2]);
    expect(problem).toBeNull();
  });

  it('ends where the server knows no bound and always gives the same', () => {
    const rows = at(['08:00:00', '08:00:01']);
    const { asked, problem } = drive(rising, () => ({ data: { rows } }), { pageSize: 50 });
    expect(asked).toHaveLength(3);
    expect(problem).toBeNull();
  });

  it('ends after one request where there is nothing', () => {
    expect(drive(rising, empty).asked).toHaveLength(1);
  });

  it('gets past a full page of one time where the server compares seconds only', () => {
    const rows = at(['08:00:00', '08:00:00', '08:00:01', '08:00:02']);
    const { pages } = rising;
    if (pages.by !== 'rising-bound') throw new Error('made with a rising bound');
    const { records, problem } = drive(
      { ...rising, pages: { ...pages, smallestStepUs: 1 } },
      server(rows, 2),
    );
    expect(new Set(records.map((row) => (row as Row).id))).toEqual(new Set([0, 1, 2, 3]));
    expect(problem).toBeNull();
  });

  it('follows links where a server gives them after all, to the last', () => {
    const { pages } = rising;
    if (pages.by !== 'rising-bound') throw new Error('made with a rising bound');
    const linked: TimeWalk = {
      ...rising,
      pages: {
        ...pages,
        links: {
          linkRequest: (_context, url) => ({ method: 'GET', url, headers: {} }),
          linkOf: (answer) => (answer as { next?: string }).next ?? null,
        },
      },
    };
    // Newest first, as one that does not care for the order.
    const [older, newer] = [at(['08:00:00', '08:00:01']), at(['08:00:02', '08:00:03'])];
    const { asked, records, withPosition } = drive(linked, ({ url }) =>
      url.endsWith('p=2') ? { data: { rows: older } } : { data: { rows: newer, next: '/alerts?p=2' } },
    );
    expect(asked).toEqual(['/12:00:00', '/alerts?p=2']);
    expect(withPosition).toEqual([1]);
    expect(records).toHaveLength(4);
  });

  it('goes on after a crash from where the bound stood', () => {
    const rows = at(['08:00:00', '08:00:03', '08:00:05']);
    const { position } = drive(rising, server(rows, 2), { steps: 1 });
    expect(drive(rising, server(rows, 2), { position }).asked[0]).toBe('/08:00:03');
  });

  it('ends where a server does not care for the bound', () => {
    const rows = at(['08:00:00', '08:00:03']);
    const { problem } = drive(rising, () => ({ data: { rows } }));
    expect(problem?.message).toMatch(/same page/);
  });
});
