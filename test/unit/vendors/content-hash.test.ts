import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../main/vendors/content-hash.ts';

describe('the hash of a record’s content', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(contentHash({ a: 1, b: { c: [1, 2], d: null } })).toBe(
      contentHash({ b: { d: null, c: [1, 2] }, a: 1 }),
    );
  });

  it.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: null }, {}],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: { b: 1 } }, { 'a.b': 1 }],
  ])('differs for %j and %j', (one, other) => {
    expect(contentHash(one)).not.toBe(contentHash(other));
  });

  it('leaves out the named fields at the top and nowhere else', () => {
    const hash = contentHash({ a: 1, at: 5 }, ['at']);
    expect(hash).toBe(contentHash({ a: 1 }));
    expect(contentHash({ a: { at: 5 } }, ['at'])).not.toBe(contentHash({ a: {} }, ['at']));
  });

  it('is 32 hexadecimal digits, for anything', () => {
    for (const anything of [undefined, null, 'text', 5, [], {}])
      expect(contentHash(anything)).toMatch(/^[0-9a-f]{32}$/);
  });
});
