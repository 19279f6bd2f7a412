import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { everything, type QueryNode, queryNodeSchema } from '../../../shared/query/query-node.ts';

const text = (pattern: string, quoted = false): QueryNode => ({ kind: 'text', pattern, quoted });
const is = (field: string, value: string, quoted = false): QueryNode => ({
  kind: 'compare',
  field,
  operator: 'is',
  value,
  quoted,
});
const compare = (
  field: string,
  operator: 'equals' | 'matches' | 'gt' | 'gte' | 'lt' | 'lte',
  value: string,
  quoted = false,
): QueryNode => ({
  kind: 'compare',
  field,
  operator,
  value,
  quoted,
});
const and = (...children: QueryNode[]): QueryNode => ({ kind: 'and', children });
const or = (...children: QueryNode[]): QueryNode => ({ kind: 'or', children });
const not = (child: QueryNode): QueryNode => ({ kind: 'not', child });

describe('a query', () => {
  const cases: readonly [string, QueryNode][] = [
    ['', everything],
    ['  *  ', everything],
    ['leaked', text('leaked')],
    ['two words', and(text('two'), text('words'))],
    ['"two words"', text('two words', true)],
    ['a or b c and d', or(text('a'), and(text('b'), text('c'), text('d')))],
    ['a AND b Or NOT c', or(and(text('a'), text('b')), not(text('c')))],
    ['a && b || !c', or(and(text('a'), text('b')), not(text('c')))],
    ['-a b-c', and(not(text('a')), text('b-c'))],
    ['(a or b) c', and(or(text('a'), text('b')), text('c'))],
    [
      'secret.type:AWS* and not user.name:"svc backup" and severity >= high and time > now-7d',
      and(
        is('secret.type', 'AWS*'),
        not(is('user.name', 'svc backup', true)),
        compare('severity', 'gte', 'high'),
        compare('time', 'gt', 'now-7d'),
      ),
    ],
    ['user:(a or b*)', or(is('user', 'a'), is('user', 'b*'))],
    ['user:(a b)', or(is('user', 'a'), is('user', 'b'))],
    ['user:(a and not "b c")', and(is('user', 'a'), not(is('user', 'b c', true)))],
    ['user=("A" or B)', or(compare('user', 'equals', 'A', true), compare('user', 'equals', 'B', true))],
    ['user="Exact Case"', compare('user', 'equals', 'Exact Case', true)],
    ['user != x', not(compare('user', 'equals', 'x', true))],
    ['user:*', { kind: 'exists', field: 'user' }],
    ['not user : *', not({ kind: 'exists', field: 'user' })],
    ['src_ip:10.0.0.0/8', is('src_ip', '10.0.0.0/8')],
    ['ip:2001:db8::1', is('ip', '2001:db8::1')],
    ['ip:10.0.*', is('ip', '10.0.*')],
    ['user:/^a(b|c)\\/d$/', compare('user', 'matches', '^a(b|c)/d$')],
    ['/a b/ c', and(compare('*', 'matches', 'a b'), text('c'))],
    ['/etc/passwd', text('/etc/passwd')],
    ['user:/home/alice and x', and(is('user', '/home/alice'), text('x'))],
    ['severity:>=high', compare('severity', 'gte', 'high')],
    ['secret.line<-5', compare('secret.line', 'lt', '-5')],
    ['user:CORP\\alice', is('user', 'CORP\\\\alice')],
    ['user:a\\*b\\ c*', is('user', 'a\\*b c*')],
    ['user:"a\\"b\\\\c\\d*"', is('user', 'a"b\\c\\d*', true)],
    ['time:2026-11-20T10:05:00+01:00', is('time', '2026-11-20T10:05:00+01:00')],
    ['raw.results.request_id > 5', compare('raw.results.request_id', 'gt', '5')],
    ['*:needle', text('needle')],
    ['user:"and"', is('user', 'and', true)],
    ['severity in (high, critical)', or(is('severity', 'high'), is('severity', 'critical'))],
    ['user IN ("a, b",c d)', or(is('user', 'a, b', true), is('user', 'c'), is('user', 'd'))],
    ['x and user not in (a,b) y', and(text('x'), not(or(is('user', 'a'), is('user', 'b'))), text('y'))],
    ['event.category in (iam)', is('event.category', 'iam')],
    ['logged in (out)', and(text('logged'), text('in'), text('out'))],
    ['user in', and(text('user'), text('in'))],
    ['user:(a,b)', is('user', 'a,b')],
    ['dst_endpoint.ip:10.0.0.0/8', is('dst_endpoint.ip', '10.0.0.0/8')],
  ];

  it.each(cases)('%s is read', (query, tree) => {
    expect(parseQuery(query)).toEqual({ ok: true, value: tree });
  });

  it.each(cases)('%s makes a tree that main accepts', (_, tree) => {
    expect(queryNodeSchema.parse(tree)).toEqual(tree);
  });
});

describe('a mistake in a query', () => {
  const cases: readonly [string, string, [number, number], string | undefined][] = [
    ['secret.type:', 'Expected a value after “secret.type:”.', [12, 12], 'a value'],
    ['secret.type: and x', 'Expected a value after “secret.type:”.', [13, 16], 'a value'],
    ['a and', 'Expected a word, a field or “(” after “and”.', [5, 5], 'a word, a field or “(”'],
    ['(a or b', 'This “(” is not closed.', [0, 1], ')'],
    ['a)', 'This “)” closes nothing.', [1, 2], undefined],
    ['user:(a or ', 'Expected a value after “or”.', [11, 11], 'a value'],
    ['user:"abc', 'This quote is not closed.', [5, 9], '"'],
    ['severity > > b', '“severity” takes a severity; “>” is not one.', [11, 12], 'high'],
    ['> 5', 'Expected a field before “>”.', [0, 1], 'a field'],
    ['usr.name:x', 'There is no field “usr.name”.', [0, 8], 'user.name'],
    ['http://x', 'There is no field “http”.', [0, 4], undefined],
    ['a or severity >= hgh', '“severity” takes a severity; “hgh” is not one.', [17, 20], 'high'],
    ['class_uid:many', '“class_uid” takes a number; “many” is not one.', [10, 14], 'a number'],
    ['ip:10.0.0.0/33', '“ip” takes an address or a network; “10.0.0.0/33” is not one.', [3, 14], '10.1.2.3'],
    ['time > yesterday', '“time” takes a time; “yesterday” is not one.', [7, 16], 'now-7d'],
    ['time > 2026-02-30', '“time” takes a time; “2026-02-30” is not one.', [7, 17], 'now-7d'],
    ['user > a', '“user” is text, which has no order to compare by.', [7, 8], ':'],
    ['user:/a(b/', 'The regular expression opens a group that is not closed.', [7, 10], undefined],
    [
      'user:/(?=a)/',
      'The regular expression uses a kind of group that is not available, such as looking ahead or behind.',
      [6, 12],
      undefined,
    ],
    ['user>/a/', 'A regular expression stands after “:”.', [4, 5], ':'],
    [
      'severity:/h/',
      '“severity” holds no text that a regular expression could look through.',
      [9, 12],
      undefined,
    ],
  ];

  it.each(cases)('%s is pointed at', (query, message, [from, to], expected) => {
    const parsed = parseQuery(query);
    if (parsed.ok) throw new Error('There is no mistake.');
    expect(parsed.error).toMatchObject({ kind: 'query-syntax', message, position: { from, to } });
    if (expected) expect(parsed.error.expected).toContain(expected);
    expect(parsed.error.remedy).not.toBe('');
  });

  it.each([
    ['ten thousand parentheses', '('.repeat(10_000)],
    ['ten thousand parentheses, closed', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`],
    ['ten thousand times "not"', `${'not '.repeat(10_000)}a`],
    ['a hundred thousand characters', 'x'.repeat(100_000)],
    ['a quote of a hundred thousand characters', `"${'\\"'.repeat(50_000)}`],
    ['more words than a question may have', 'word '.repeat(3_000)],
    ['one very long word', 'x'.repeat(20_000)],
  ])('%s is an error, not a crash', (_, query) => {
    expect(parseQuery(query)).toMatchObject({ ok: false, error: { kind: 'query-syntax' } });
  });

  it('never nests a tree deeper than main accepts', () => {
    for (let depth = 1; depth < 100; depth++) {
      const query = `${'(a or b not '.repeat(depth)}c${')'.repeat(depth)}`;
      const parsed = parseQuery(query);
      if (parsed.ok) expect(queryNodeSchema.safeParse(parsed.value).success).toBe(true);
    }
  });
});

describe('a tree from outside', () => {
  it('is refused at once where it is nested too deeply', () => {
    const tree = Array.from({ length: 5_000 }).reduce<QueryNode>((child) => not(or(child)), text('x'));
    expect(queryNodeSchema.safeParse(tree).success).toBe(false);
  });

  it('is accepted up to 64 levels', () => {
    const tree = Array.from({ length: 63 }).reduce<QueryNode>((child) => and(child), text('x'));
    expect(queryNodeSchema.safeParse(tree).success).toBe(true);
    expect(queryNodeSchema.safeParse(not(tree)).success).toBe(false);
  });
});
