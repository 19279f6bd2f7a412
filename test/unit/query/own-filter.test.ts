import { describe, expect, it } from 'vitest';
import { formatQuery } from '../../../shared/query/format-query.ts';
import { withoutOwnFilter } from '../../../shared/query/own-filter.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';

describe('the question of a facet', () => {
  it.each([
    ['*', '*'],
    ['user:a', '*'],
    ['user:a and host:b', 'host:b'],
    ['user.name:a and not user:(b or c) and user_name:* and host:b', 'host:b'],
    ['(user:a and host:b) and severity:low', 'host:b and severity:low'],
    ['user:(a or b)', '*'],
    ['user:a or host:b', 'user:a or host:b'],
    ['not (user:a or host:b)', 'not (user:a or host:b)'],
    ['user:a and (user:b or host:c)', 'user:b or host:c'],
    ['user:a and leak', 'leak'],
    ['user:a and raw.user.name:b', 'raw.user.name:b'],
  ])('of the user, where the whole one is %s, is %s', (query, expected) => {
    const parsed = parseQuery(query);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(formatQuery(withoutOwnFilter(parsed.value, 'user_name'))).toBe(expected);
  });

  it('of a path into the event leaves out what concerns that path', () => {
    const parsed = parseQuery('finding_info.title:x and ocsf.finding_info.title:y and user:z');
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(formatQuery(withoutOwnFilter(parsed.value, 'finding_info.title'))).toBe('user:z');
  });
});
