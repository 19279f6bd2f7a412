import { describe, expect, it } from 'vitest';
import { addGap, gapBefore, gapsIn, withGaps } from '../../../main/collector/gaps.ts';
import { US_PER_DAY, US_PER_MINUTE } from '../../../shared/time-range.ts';

const day = (number: number) => number * US_PER_DAY;
const mark = (markUs: number, rest = {}) => ({ markUs, firstUs: day(100), lookBackDays: 7, ...rest });

describe('finding what could not be collected', () => {
  it('is what the vendor had deleted between the mark and the present', () => {
    expect(gapBefore(mark(day(120)), 7, day(130))).toMatchObject({ fromUs: day(120), toUs: day(123) });
  });

  it('is nothing while the mark is still kept, or where it is not known what is', () => {
    expect(gapBefore(mark(day(120)), 7, day(127))).toBeNull();
    expect(gapBefore(mark(day(120)), null, day(999))).toBeNull();
    expect(gapBefore(null, 7, day(999))).toBeNull();
  });

  it('does not count what was gone before the source was added', () => {
    const longLookBack = mark(day(70), { firstUs: day(70), lookBackDays: 30 });
    expect(gapBefore(longLookBack, 7, day(100) + 5 * US_PER_MINUTE)).toBeNull();
    expect(gapBefore(longLookBack, 7, day(110))).toMatchObject({ fromUs: day(93), toUs: day(103) });
  });
});

describe('keeping gaps', () => {
  const gap = (from: number, to: number) => ({ fromUs: day(from), toUs: day(to), reason: 'deleted' });

  it('makes one longer that goes on, and keeps the newest twenty', () => {
    expect(addGap([gap(1, 3)], gap(1, 5))).toEqual([gap(1, 5)]);
    expect(addGap([gap(1, 3)], gap(7, 9))).toEqual([gap(1, 3), gap(7, 9)]);
    const many = Array.from({ length: 20 }, (_, index) => gap(index * 2, index * 2 + 1));
    expect(addGap(many, gap(90, 91))).toEqual([...many.slice(1), gap(90, 91)]);
    expect(addGap(many, null)).toBe(many);
  });

  it('puts them beside what the walk keeps in its position', () => {
    const checkpoint = { position: '{"markUs":5}', description: 'then' };
    const kept = withGaps(checkpoint, [gap(1, 3)]);
    expect(JSON.parse(kept.position)).toMatchObject({ markUs: 5 });
    expect(gapsIn(kept.position)).toEqual([gap(1, 3)]);
    expect(withGaps(checkpoint, [])).toBe(checkpoint);
    expect(gapsIn('{"gaps":[{"fromUs":"x"}]}')).toEqual([]);
    expect(gapsIn('no json')).toEqual([]);
  });
});
