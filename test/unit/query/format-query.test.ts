import { describe, expect, it } from 'vitest';
import { formatQuery } from '../../../shared/query/format-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import {
  and,
  everything,
  not,
  or,
  type QueryNode,
  valueIs,
  valueIsMissing,
} from '../../../shared/query/query-node.ts';
import { formatValue } from '../../../shared/query/query-text.ts';
import { randomText, randomTree } from './random-tree.ts';
import { seededRandom } from './seeded-random.ts';

describe('a tree written as a query', () => {
  it('is read as the same tree again, for any tree', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 3_000; round++) {
      const tree = randomTree(random);
      const text = formatQuery(tree);
      expect(parseQuery(text), text).toEqual({ ok: true, value: tree });
    }
  });

  const cases: readonly [QueryNode, string][] = [
    [everything, '*'],
    [or(), 'not *'],
    [and(or(), valueIs('user', 'x')), 'not * and user="x"'],
    [not(or()), 'not (not *)'],
    [valueIs('secret.type', 'AWS "X"'), 'secret.type="AWS \\"X\\""'],
    [or(valueIs('user', 'a'), valueIs('user', 'b')), 'user=("a" or "b")'],
    [not(or(valueIs('user', 'a'), valueIs('host', 'b'))), 'not (user="a" or host="b")'],
    [
      and(valueIs('user', 'a'), or(valueIs('host', 'b'), valueIsMissing('host'))),
      'user="a" and (host="b" or not host:*)',
    ],
    [
      { kind: 'and', children: [and(valueIs('a', 'b'), valueIs('c', 'd')), valueIs('e', 'f')] },
      '(a="b" and c="d") and e="f"',
    ],
    [{ kind: 'and', children: [valueIs('user', 'a')] }, 'user="a"'],
    [{ kind: 'text', pattern: 'and', quoted: false }, '"and"'],
    [{ kind: 'text', pattern: '-a:b*', quoted: false }, '\\-a\\:b*'],
  ];

  it.each(cases)('%j is %s', (tree, text) => {
    expect(formatQuery(tree)).toBe(text);
  });
});

describe('a value put into a query', () => {
  it('stands bare where it can and in quotes where it must', () => {
    expect(['AWS_KEY', '10.0.0.0/8', 'now-7d', 'a b', 'x*', 'and', '', '/a/'].map(formatValue)).toEqual([
      'AWS_KEY',
      '10.0.0.0/8',
      'now-7d',
      '"a b"',
      '"x*"',
      '"and"',
      '""',
      '"/a/"',
    ]);
  });

  it('is read back as exactly that value, whatever it is', () => {
    const random = seededRandom(2);
    for (let round = 0; round < 1_000; round++) {
      const value = randomText(random, 6);
      const parsed = parseQuery(`user=${formatValue(value)}`);
      expect(parsed, value).toMatchObject({ ok: true, value: valueIs('user', value) });
    }
  });
});
