import { describe, expect, it } from 'vitest';
import { isWithinLimits } from '../../../main/app/payload-limits.ts';

describe('a payload within the limits', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an ordinary one', { requestId: 'r', question: { tree: { kind: 'and', children: [] } }, limit: 5 }],
    [
      'a look-up of ten thousand candidates',
      { values: Array.from({ length: 10_000 }, () => 'x'.repeat(64)) },
    ],
    ['a long copy', { text: 'x'.repeat(2_000_000) }],
  ])('is %s', (_, payload) => {
    expect(isWithinLimits(payload)).toBe(true);
  });
});

describe('a payload beyond the limits', () => {
  const itself: Record<string, unknown> = {};
  itself.again = itself;
  let doubled: unknown = 'end';
  for (let level = 0; level < 150; level += 1) doubled = [doubled, doubled];
  let deep: unknown = 'end';
  for (let level = 0; level < 10_000; level += 1) deep = { deep };

  it.each<[string, unknown]>([
    ['one that holds itself', itself],
    ['one whose parts are each there twice, 150 levels down', doubled],
    ['one of ten thousand levels', deep],
    ['a list of a million', new Array(1_000_000).fill(0)],
    ['a list of a million holes', new Array(1_000_000)],
    ['an object of many keys', Object.fromEntries(Array.from({ length: 200_000 }, (_, key) => [key, 0]))],
    ['texts of gigabytes together', new Array(10_000).fill('x'.repeat(65_536))],
    ['one text of gigabytes', 'x'.repeat(100_000_000)],
    ['a key of many megabytes', { ['x'.repeat(40_000_000)]: 1 }],
    ['bytes', { data: new Uint8Array(50_000_000) }],
  ])('is %s', (_, payload) => {
    expect(isWithinLimits(payload)).toBe(false);
  });
});
