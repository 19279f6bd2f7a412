import { describe, expect, it } from 'vitest';
import { candidatesOf, lineCount } from '../../../../renderer/secrets/look-up/candidates.ts';

function read(text: string) {
  const candidates = candidatesOf(text);
  if (!candidates.ok) throw new Error(candidates.problem);
  return candidates;
}

describe('a value that is typed to be looked up', () => {
  it('is sent as it is, space and all', () => {
    expect(read(' made-up-token ').values).toEqual([' made-up-token ']);
    expect(read('made-up-token\n').values).toEqual(['made-up-token\n']);
  });

  it('is looked up as a whole and line by line where it has lines', () => {
    const { values, nameOf } = read('FIRST=one\r\nSECOND=two');
    expect(values).toEqual(['FIRST=one\r\nSECOND=two', 'FIRST=one', 'SECOND=two']);
    expect([1, 2, 3].map(nameOf)).toEqual(['The whole text', 'Line 1', 'Line 2']);
  });

  it('is asked for where there is none', () => {
    expect(candidatesOf(' \n ')).toMatchObject({ ok: false, problem: 'Type or paste the value.' });
  });

  it.each([
    ['long', 'x'.repeat(65_537)],
    ['of too many lines', 'x\n'.repeat(10_000)],
  ])('belongs into a file where it is %s', (_, text) => {
    expect(candidatesOf(text)).toMatchObject({ ok: false, problem: expect.stringContaining('file') });
  });

  it('counts lines without the end of the last', () => {
    expect(['', 'a', 'a\n', 'a\nb', 'a\r\nb\r\n'].map(lineCount)).toEqual([1, 1, 1, 2, 2]);
  });
});
