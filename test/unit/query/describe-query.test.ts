import { describe, expect, it } from 'vitest';
import { describeQuery } from '../../../shared/query/describe-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';

describe('a query in words', () => {
  it.each([
    ['*', 'everything'],
    ['not *', 'nothing'],
    ['secret.type="AWS_ACCESS_KEY_ID"', 'secret type is AWS_ACCESS_KEY_ID'],
    ['secret.type:AWS*', 'secret type is like AWS*'],
    ['not secret.type:AWS*', 'secret type is not like AWS*'],
    ['not user.name:alice', 'user name is not alice'],
    ['user.name:"a*b"', 'user name is a*b'],
    ['user.name:CORP\\alice', 'user name is CORP\\alice'],
    ['user=("a" or "b" or "c")', 'user name is a, b or c'],
    ['not user=("a" or "b")', 'user name is neither a nor b'],
    ['user:*', 'user name is present'],
    ['not user:*', 'user name is missing'],
    ['user=""', 'user name is empty'],
    ['source.ip:10.0.0.0/8', 'source IP is in 10.0.0.0/8'],
    ['severity >= high', 'severity is at least high'],
    ['not severity > high', 'severity is not above high'],
    ['time > now-7d', 'time is after now-7d'],
    ['time <= 2026-11-20', 'time is up to 2026-11-20'],
    ['secret.line < 20', 'line is less than 20'],
    ['user:/^a/', 'user name matches /^a/'],
    ['leak', 'text contains “leak”'],
    ['-leak', 'text does not contain “leak”'],
    ['/le.k/', 'text matches /le.k/'],
    ['raw.team.name:x', 'raw.team.name is x'],
    ['a or user:b and host:c', 'text contains “a” or (user name is b and device is c)'],
    ['not (user:a and host:b)', 'user name is not a or device is not b'],
    ['user:(a or b) and severity:low', 'user name is a or b and severity is low'],
  ])('%s: %s', (query, sentence) => {
    const parsed = parseQuery(query);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(describeQuery(parsed.value)).toBe(sentence);
  });

  it('cuts a long value and keeps to one line', () => {
    const parsed = parseQuery(`user="a\n${'b'.repeat(200)}"`);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const sentence = describeQuery(parsed.value);
    expect(sentence).toMatch(/^user name is a b+…$/);
    expect(sentence.length).toBeLessThan(100);
  });
});
