import { describe, expect, it } from 'vitest';
import { eventIdOf } from '../../../main/collector/event-id.ts';

describe('the id of an event', () => {
  it('stays the same for ever: it is stored', () => {
    expect(eventIdOf('source', 'audit', ['a', 1, null])).toBe('64af9a517654e3489be9a6cde51f142c');
  });

  it.each([
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [['1'], [1]],
    [[null], ['']],
    [['a'], ['a', null]],
    [['s1:a'], ['a']],
  ] as const)('tells %j from %j', (one, other) => {
    expect(eventIdOf('s', 't', one)).not.toBe(eventIdOf('s', 't', other));
  });

  it('tells sources and streams apart', () => {
    const ids = [eventIdOf('s', 't', ['k']), eventIdOf('s2', 't', ['k']), eventIdOf('s', 't2', ['k'])];
    expect(new Set(ids).size).toBe(3);
  });
});
