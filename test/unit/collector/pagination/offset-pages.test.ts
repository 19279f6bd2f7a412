import { describe, expect, it } from 'vitest';
import type { TimeWalk } from '../../../../main/collector/pagination/pagination.ts';
import type { HttpRequest } from '../../../../main/collector/stream-definition.ts';
import { US_PER_DAY } from '../../../../shared/time-range.ts';
import { type DriveOptions, driveWalk, type Reply } from './drive-walk.ts';

const walk: TimeWalk = {
  kind: 'time-walk',
  maxWindowUs: US_PER_DAY,
  overlapUs: 0,
  lagUs: 0,
  mark: 'window-end',
  pages: {
    by: 'offset',
    request: ({ url }, _window, offset) => ({ method: 'GET', url: `${url}/?${offset}`, headers: {} }),
  },
};

const drive = (answer: (request: HttpRequest) => Reply, options: Partial<DriveOptions> = {}) =>
  driveWalk(walk, answer, { now: '2026-11-20T12:00:00Z', lookBackDays: 1, ...options });

describe('pages by offset', () => {
  it('raises the offset by what came, to an empty page', () => {
    const sizes = [2, 2, 1];
    let id = 0;
    const rows = (count: number) => Array.from({ length: count }, () => ({ id: id++ }));
    const { asked } = drive(() => ({ data: { rows: rows(sizes.shift() ?? 0) } }), {
      lookBackDays: 1,
    });
    expect(asked).toEqual(['/?0', '/?2', '/?4', '/?5']);
  });

  it('reads all of a server that cuts every page shorter than it is asked for', () => {
    const rows = Array.from({ length: 7 }, (_, id) => ({ id }));
    const { records } = drive(
      ({ url }) => {
        const from = Number(new URL(url).search.slice(1));
        return { data: { rows: rows.slice(from, from + 2) } };
      },
      { pageSize: 50 },
    );
    expect(records).toEqual(rows);
  });

  it('asks again for a short page that is repeated, and goes on behind it', () => {
    const rows = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
    let count = 0;
    const { asked, records, problem } = drive(
      ({ url }) => {
        const from = count++ === 1 ? 0 : Number(new URL(url).search.slice(1));
        return { data: { rows: rows.slice(from, from + 2) } };
      },
      { pageSize: 50 },
    );
    expect(asked).toEqual(['/?0', '/?2', '/?2', '/?4']);
    expect(records).toContainEqual({ id: 4 });
    expect(problem).toBeNull();
  });

  it('ends where a server knows no offset and always gives the same short page', () => {
    const { asked, problem, position } = drive(() => ({ data: { rows: [{ id: 1 }] } }), { pageSize: 50 });
    expect(asked).toEqual(['/?0', '/?1', '/?1', '/?1']);
    expect(problem).toBeNull();
    expect(JSON.parse(position ?? '').current).toBeNull();
  });

  it('passes no more than was asked for where a page holds records twice', () => {
    const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const { asked, records } = drive(
      ({ url }) => {
        const page = rows.slice(Number(new URL(url).search.slice(1))).slice(0, 2);
        return { data: { rows: [...page, ...page.slice(0, 1)] } };
      },
      { lookBackDays: 1 },
    );
    expect(asked).toEqual(['/?0', '/?2', '/?3']);
    expect(records).toContainEqual({ id: 3 });
  });

  it('knows a page again that came before a restart, and begins the window anew', () => {
    const first = { data: { rows: [{ id: 1 }, { id: 2 }] } };
    const begun = drive(() => first, { lookBackDays: 1, steps: 1 });
    const { asked, problem, position } = drive(() => first, {
      lookBackDays: 1,
      position: begun.position,
    });
    expect(asked).toEqual(['/?2']);
    expect(problem?.message).toMatch(/same page/);
    const again = drive(({ url }) => ({ data: { rows: url.endsWith('?0') ? [{ id: 1 }] : [] } }), {
      lookBackDays: 1,
      position,
    });
    expect(again).toMatchObject({ asked: ['/?0', '/?1'], problem: null });
  });

  it('ends at an offset that makes no difference', () => {
    const { asked, problem } = drive(() => ({ data: { rows: [{ id: 1 }, { id: 2 }] } }));
    expect(problem?.message).toMatch(/same page/);
    expect(asked).toHaveLength(2);
  });
});
