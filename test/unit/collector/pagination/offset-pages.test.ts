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
  it('raises the offset by what came, to a page that is not full', () => {
    const sizes = [2, 2, 1];
    let id = 0;
    const rows = (count: number) => Array.from({ length: count }, () => ({ id: id++ }));
    const { asked } = drive(() => ({ data: { rows: rows(sizes.shift() ?? 0) } }), {
      lookBackDays: 1,
    });
    expect(asked).toEqual(['/?0', '/?2', '/?4']);
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
    expect(asked).toEqual(['/?0', '/?2', '/?4']);
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
    const again = drive(() => ({ data: { rows: [{ id: 1 }] } }), {
      lookBackDays: 1,
      position,
    });
    expect(again).toMatchObject({ asked: ['/?0'], problem: null });
  });

  it('ends at an offset that makes no difference', () => {
    const { asked, problem } = drive(() => ({ data: { rows: [{ id: 1 }, { id: 2 }] } }));
    expect(problem?.message).toMatch(/same page/);
    expect(asked).toHaveLength(2);
  });
});
