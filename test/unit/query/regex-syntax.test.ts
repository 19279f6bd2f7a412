import { describe, expect, it } from 'vitest';
import { regexProblem } from '../../../shared/query/regex-syntax.ts';

describe('a regular expression', () => {
  it.each([
    'abc',
    '^a.*b$',
    'a|b|',
    '(a|b)+?',
    '(?i)x',
    '(?i-s:x)',
    '(?P<year>\\d{4})',
    '[a-z\\d_-]',
    '[]a]',
    '[^]]',
    '[[:alpha:]]+',
    'a{2}',
    'a{2,}',
    'a{2,5}?',
    'a{',
    'a{,3}',
    '{',
    '\\.\\*\\/',
    '\\pL+\\p{Greek}',
    '\\x41\\x{1F600}',
    '\\bword\\b',
    'é😀',
  ])('%s is understood', (source) => {
    expect(regexProblem(source)).toBeNull();
  });

  it.each([
    ['', 0],
    ['*a', 0],
    ['a|*', 2],
    ['a**', 2],
    ['a{2}{3}', 4],
    ['a{1001}', 1],
    ['a{3,2}', 1],
    ['(a{100}){100}', 8],
    ['(a', 0],
    ['a)', 1],
    ['[a', 0],
    ['[b-a]', 1],
    ['[[:foo:]]', 1],
    ['\\', 0],
    ['\\1', 0],
    ['a\\Z', 1],
    ['(?=a)', 0],
    ['(?<=a)b', 0],
    ['(?<n>a)', 0],
    ['(?P<n>a)(?P<n>b)', 8],
    ['\\p{Klingon}', 0],
    ['x'.repeat(2_000), 1_000],
  ] as const)('%s is refused, with the place', (source, at) => {
    expect(regexProblem(source)).toMatchObject({ at });
  });
});
