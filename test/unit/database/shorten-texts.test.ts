import { describe, expect, it } from 'vitest';
import { shortenDocument, shortenText } from '../../../main/database/shorten-texts.ts';

describe('a text for a column of its own', () => {
  it('stays as it is where a person might read it', () => {
    const text = 'a'.repeat(16_384);
    expect(shortenText(text)).toBe(text);
  });

  it('is cut where it is longer, and says how much is in the record', () => {
    expect(shortenText('a'.repeat(1_000_000))).toBe(
      `${'a'.repeat(16_384)}… ‹983,616 more characters in the record›`,
    );
  });

  it('is not cut through a character', () => {
    const cut = shortenText(`${'a'.repeat(16_383)}${'😀'.repeat(10)}`);
    expect(cut.isWellFormed()).toBe(true);
  });
});

describe('a document for a column of its own', () => {
  it('has its long texts cut at any depth, and nothing else changed', () => {
    const document = { a: [{ b: 'x'.repeat(70_000), c: 7, d: null }], e: 'short' };
    const shortened = JSON.parse(shortenDocument(JSON.stringify(document)));
    expect(shortened).toMatchObject({ a: [{ c: 7, d: null }], e: 'short' });
    expect(shortened.a[0].b).toMatch(/^x{16384}… ‹53,616 more characters in the record›$/);
  });

  it('keeps long texts where the whole is of usual length', () => {
    const json = JSON.stringify({ a: 'x'.repeat(40_000) });
    expect(shortenDocument(json)).toBe(json);
  });
});
