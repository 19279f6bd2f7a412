import { describe, expect, it } from 'vitest';
import { tokeniseQuery } from '../../../shared/query/tokenise-query.ts';
import { randomText } from './random-tree.ts';
import { seededRandom } from './seeded-random.ts';

const kinds = (text: string) => tokeniseQuery(text).map(({ kind, text: piece }) => `${kind} ${piece}`);

describe('the pieces of a query', () => {
  it('are told apart by where they stand', () => {
    expect(kinds('user:alice and (leak or -"two words") host>=x /re+/')).toEqual([
      'field user',
      'operator :',
      'value alice',
      'keyword and',
      'open (',
      'word leak',
      'keyword or',
      'negation -',
      'string "two words"',
      'close )',
      'field host',
      'operator >=',
      'value x',
      'regex /re+/',
    ]);
  });

  it('inside the parentheses of a field are values', () => {
    expect(kinds('secret.line:(-5 or not a:b)')).toEqual([
      'field secret.line',
      'operator :',
      'open (',
      'value -5',
      'keyword or',
      'keyword not',
      'value a:b',
      'close )',
    ]);
  });

  it('say that a quote is not closed', () => {
    expect(tokeniseQuery('a "b c')).toMatchObject([
      { closed: true },
      { kind: 'string', from: 2, to: 6, closed: false },
    ]);
  });

  it('cover the text in order and leave out nothing but spaces, whatever it is', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 2_000; round++) {
      const text = randomText(random, 12);
      let end = 0;
      for (const { from, to, text: piece } of tokeniseQuery(text)) {
        expect(text.slice(end, from)).toMatch(/^\s*$/);
        expect(to).toBeGreaterThan(from);
        expect(text.slice(from, to)).toBe(piece);
        end = to;
      }
      expect(text.slice(end)).toMatch(/^\s*$/);
    }
  });
});
