import { describe, expect, it } from 'vitest';
import { IdFilter } from '../../../main/database/id-filter.ts';
import { testId } from '../../helpers/event-builders.ts';

const ids = (count: number, name = 'id') => Array.from({ length: count }, (_, n) => testId(`${name} ${n}`));

function filled(expected: number, held: readonly string[]): IdFilter {
  const filter = new IdFilter(expected);
  for (const id of held) filter.add(id);
  return filter;
}

describe('a filter of ids', () => {
  it('misses none that was added', () => {
    const held = ids(50_000);
    const filter = filled(50_000, held);
    expect(held.filter((id) => !filter.mayHold(id))).toEqual([]);
  });

  it('holds nothing at first', () => {
    expect(ids(1_000).some((id) => new IdFilter(0).mayHold(id))).toBe(false);
  });

  it('is wrong about fewer than one in a thousand others when it is full', () => {
    const filter = filled(0, ids(170_000));
    expect(ids(50_000, 'other').filter((id) => filter.mayHold(id)).length).toBeLessThan(50);
  });

  it('grows when more come than were expected, and misses none still', () => {
    const held = ids(400_000);
    const filter = filled(0, held);
    expect(filter.size).toBeGreaterThan(new IdFilter(0).size);
    expect(held.filter((id) => !filter.mayHold(id))).toEqual([]);
    expect(ids(50_000, 'other').filter((id) => filter.mayHold(id)).length).toBeLessThan(100);
  });

  it('reads upper-case digits as it does lower-case ones', () => {
    const [id = ''] = ids(1);
    expect(filled(1, [id.toUpperCase()]).mayHold(id)).toBe(true);
  });

  it('takes as many bytes as there are events to expect, about', () => {
    expect(new IdFilter(1_000_000).size).toBe(4 * 1024 * 1024);
    expect(new IdFilter(10_000_000).size).toBe(32 * 1024 * 1024);
  });
});
