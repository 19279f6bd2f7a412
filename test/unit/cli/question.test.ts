import { describe, expect, it } from 'vitest';
import { columnsOf, sortOf } from '../../../main/cli/chosen-columns.ts';
import { questionOf } from '../../../main/cli/question.ts';
import { everything } from '../../../shared/query/query-node.ts';

describe('the question of a query text', () => {
  it.each(['*', '', '  * '])('is everything for “%s”', (text) => {
    expect(questionOf(text)).toEqual({
      ok: true,
      value: { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null },
    });
  });

  it('shows the place of a mistake under the query', () => {
    const text = 'secret.type:AWS and (severity';
    const answer = questionOf(text);
    if (answer.ok) throw new Error('It was taken');
    const { remedy, position } = answer.error;
    const [query = '', marks = ''] = remedy.split('\n').slice(-2);
    expect(query).toBe(`  ${text}`);
    expect(marks.indexOf('^')).toBe(2 + (position?.from ?? -1));
  });
});

describe('--fields', () => {
  it('takes columns, ECS names, OCSF paths, short names and paths, each once', () => {
    expect(columnsOf('time, secret.type,severity ,secret_type,raw.a.b,finding_info.title,ocsf')).toEqual({
      ok: true,
      value: ['time', 'secret_type', 'severity_id', 'raw.a.b', 'finding_info.title', 'ocsf'],
    });
  });

  it('takes all, which includes the documents', () => {
    const answer = columnsOf('all');
    expect(answer.ok && answer.value).toEqual(expect.arrayContaining(['event_id', 'ocsf', 'raw']));
  });

  it.each(['', ' , '])('refuses “%s”', (text) => {
    expect(columnsOf(text)).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('suggests a name for one that is not known', () => {
    const answer = columnsOf('secret_typo');
    expect(!answer.ok && answer.error.remedy).toContain('Did you mean secret_type?');
  });
});

describe('--sort', () => {
  it.each([
    [undefined, [{ column: 'time', direction: 'desc' }]],
    ['line', [{ column: 'secret_line', direction: 'asc' }]],
    ['secret.type:desc', [{ column: 'secret_type', direction: 'desc' }]],
    ['@timestamp:ASC', [{ column: 'time', direction: 'asc' }]],
  ])('reads %j', (text, sort) => {
    expect(sortOf(text)).toEqual({ ok: true, value: sort });
  });
});
