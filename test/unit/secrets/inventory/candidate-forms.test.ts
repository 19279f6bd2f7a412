import { describe, expect, it } from 'vitest';
import { candidateForms } from '../../../../main/secrets/inventory/candidate-forms.ts';

const value = 'made-up/Value=1+2';

describe('what a candidate may mean', () => {
  it.each([
    ['the value', value],
    ['with space around it', `  ${value}\t`],
    ['in double quotes', `"${value}"`],
    ['in single quotes', `'${value}'`],
    ['in backticks', `\`${value}\``],
    ['an element of a list', `  "${value}",`],
    ['a line of an .env file', `API_KEY=${value}`],
    ['the same with quotes', `API_KEY="${value}"`],
    ['the same with spaces and a comment', `API_KEY = '${value}' # rotate me`],
    ['the same, exported', `export API_KEY=${value}`],
    ['a line of YAML', `api-key: ${value}`],
    ['an element of YAML', `- name: ${value}`],
    ['a member of JSON', `"api.key" : "${value}",`],
    ['an object on one line', `{"user":"ana","key":"${value}"}`],
    ['a list on one line', `["x", "${value}"]`],
    ['a header', `Authorization: Bearer ${value}`],
    ['an assignment of a program', `key := "${value}";`],
  ])('is found in %s', (_what, candidate) => {
    expect(candidateForms(candidate)).toContain(value);
  });

  it('keeps the candidate as it is among them: space may belong to a value', () => {
    expect(candidateForms(' a b ')).toEqual([' a b ', 'a b']);
    expect(candidateForms('"a"')).toContain('"a"');
  });

  it('reads escapes of a JSON text', () => {
    expect(candidateForms(String.raw`"a\"b\u00fc"`)).toContain('a"bü');
    expect(candidateForms(String.raw`KEY="C:\new"`)).toContain(String.raw`C:\new`);
  });

  it('is nothing for nothing, and each form once', () => {
    expect(candidateForms('')).toEqual([]);
    expect(candidateForms('""')).not.toContain('');
    const forms = candidateForms('A=1');
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('takes a line of 64 KiB in its stride', () => {
    for (const text of ['"', '\\', '=', '{', 'a ', '" ']) {
      expect(candidateForms(text.repeat(65_536 / text.length)).length).toBeLessThan(40_000);
    }
  });
});
