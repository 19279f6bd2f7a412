import { describe, expect, it } from 'vitest';
import { buildWhere } from '../../../main/query/build-where.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { not, type QueryNode, valueIs } from '../../../shared/query/query-node.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';
import { whereCases } from '../../integration/query/where-cases.ts';

function build(tree: QueryNode) {
  return buildWhere(tree, testNowUs);
}

describe('the SQL of a query', () => {
  it.each(whereCases)('of $query holds its values beside the text', ({ query, sql, values }) => {
    const tree = parseQuery(query);
    if (!tree.ok) throw new Error(tree.error.message);
    expect(build(tree.value)).toEqual({ ok: true, value: { text: sql, values } });
  });

  it('takes an empty "or" for false and an empty "and" for true', () => {
    expect(build({ kind: 'or', children: [] })).toMatchObject({ value: { text: 'FALSE' } });
    expect(build({ kind: 'and', children: [] })).toMatchObject({ value: { text: 'TRUE' } });
  });

  it('never takes a value into its text, whatever it is', () => {
    const evil = `x'; DROP TABLE events; --`;
    const built = build(valueIs('user.name', evil));
    expect(built).toEqual({ ok: true, value: { text: 'e."user_name" = $1::VARCHAR', values: [evil] } });
  });
});

describe('a tree that no query text can make', () => {
  const cases: readonly [string, QueryNode][] = [
    ['a field that is not there', valueIs('nosuchfield', 'x')],
    ['SQL in place of a field', valueIs('user_name" = 1 OR "x', 'x')],
    ['a quote in a path', valueIs('raw.a"b.c', 'x')],
    ['a word in place of a number', valueIs('class_uid', 'many')],
    ['an order of text', { kind: 'compare', field: 'user.name', operator: 'gt', value: 'a', quoted: true }],
    [
      'a broken regular expression',
      { kind: 'compare', field: 'user.name', operator: 'matches', value: '(', quoted: false },
    ],
    [
      'too many levels',
      Array.from({ length: 70 }).reduce<QueryNode>((tree) => not(tree), valueIs('user', 'x')),
    ],
    [
      'too many conditions',
      { kind: 'or', children: Array.from({ length: 5_000 }, () => valueIs('user', 'x')) },
    ],
  ];

  it.each(cases)('with %s is answered with an error', (_, tree) => {
    expect(build(tree)).toMatchObject({ ok: false, error: { kind: 'query-syntax' } });
  });
});
