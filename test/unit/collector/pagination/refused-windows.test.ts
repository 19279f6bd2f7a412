import { describe, expect, it } from 'vitest';
import type { TimeWalk } from '../../../../main/collector/pagination/pagination.ts';
import type { HttpRequest } from '../../../../main/collector/stream-definition.ts';
import { US_PER_HOUR } from '../../../../shared/time-range.ts';
import { cursorPages, drive, empty, walk } from './a-time-walk.ts';
import { type Reply, us } from './drive-walk.ts';

describe('refusals on the way', () => {
  it('goes back to the beginning of the window when its cursor is refused, once', () => {
    const replies: Reply[] = [
      { data: { rows: [], cursor: 'old' } },
      { verdict: 'restart' },
      { data: { rows: [], cursor: 'new' } },
      { data: { rows: [] } },
    ];
    const { asked } = drive(walk, () => replies.shift() ?? empty(), { lookBackDays: 1 });
    expect(asked.map((path) => path.split('#')[1] ?? '')).toEqual(['', 'old', '', 'new']);
    const stubborn: Reply[] = [
      { data: { rows: [], cursor: 'a' } },
      { verdict: 'restart' },
      { data: { rows: [], cursor: 'b' } },
      { verdict: 'restart' },
    ];
    expect(() => drive(walk, () => stubborn.shift() ?? empty(), { lookBackDays: 1 })).toThrow(/can’t go on/);
  });

  it('halves a window that is too much, remembers that, and grows again', () => {
    const refusesMoreThan = (hours: number) => {
      return ({ url }: HttpRequest): Reply => {
        const [from, to] = url
          .slice(-24)
          .replace('/', '')
          .split('..')
          .map((text) => us(`2026-${text}:00Z`));
        return (to ?? 0) - (from ?? 0) > hours * US_PER_HOUR ? { verdict: 'narrow' } : empty();
      };
    };
    const { asked } = drive(walk, refusesMoreThan(6), { lookBackDays: 2 });
    expect(asked.slice(0, 5)).toEqual([
      '/11-18T12:00..11-19T12:00',
      '/11-18T12:00..11-19T00:00',
      '/11-18T12:00..11-18T18:00',
      '/11-18T18:00..11-19T00:00',
      '/11-19T00:00..11-19T06:00',
    ]);
    expect(asked).toContain('/11-19T12:00..11-20T00:00');
    expect(asked.at(-1)).toMatch(/\.\.11-20T12:00$/);
    expect(() => drive({ ...walk, minWindowUs: 12 * US_PER_HOUR }, refusesMoreThan(6))).toThrow(
      /can’t go on/,
    );
    expect(() => drive({ ...walk, maxWindowUs: null }, () => ({ verdict: 'narrow' }))).toThrow(/can’t go on/);
  });

  it.each<[string, Reply[]]>([
    ['a cursor that leads to itself', [page(1, 'same'), page(2, 'same'), page(2, 'same')]],
    ['cursors that go round in a circle', [page(1, 'a'), page(2, 'b'), page(3, 'a')]],
    ['new cursors to the same page for ever', Array.from({ length: 9 }, (_, index) => page(7, `c${index}`))],
  ])('ends at %s, and keeps the window for the next run', (_what, replies) => {
    const { problem, position } = drive(walk, () => replies.shift() ?? page(0, null), {
      lookBackDays: 1,
      pageSize: 1,
    });
    expect(problem?.message).toMatch(/vendor\.example\.com keeps answering with the same page/);
    expect(drive(walk, empty, { position, lookBackDays: 1 }).asked).toEqual(['/11-19T12:00..11-20T12:00']);
  });

  it('takes a repeated cursor on a short last page for the end only where the vendor is known for it', () => {
    const known: TimeWalk = { ...walk, pages: { ...cursorPages, mayRepeatLastCursor: true } };
    const emptyPage: Reply = { data: { rows: [], cursor: 'x' } };
    for (const last of [page(2, 'x'), emptyPage]) {
      const drivenTo = (through: TimeWalk) => {
        const replies = [page(1, 'x'), last];
        return drive(through, () => replies.shift() ?? empty(), { lookBackDays: 1 }).problem;
      };
      expect(drivenTo(known)).toBeNull();
      expect(drivenTo(walk)?.message).toMatch(/same page/);
    }
  });

  it('ends at pages without end that hold nothing', () => {
    let count = 0;
    const { problem, asked } = drive(walk, () => ({ data: { rows: [], cursor: `c${count++}` } }));
    expect(problem?.message).toMatch(/always says that there is one more page/);
    expect(asked.length).toBe(1_000);
  });
});

function page(id: number, cursor: string | null): Reply {
  return { data: { rows: [{ id }], cursor } };
}
