import { describe, expect, it } from 'vitest';
import { encodedForms } from '../../../main/secrets/encoded-forms.ts';

const value = `pä"ss/w<&>'x é`;

describe('the forms in which a value may stand in another text', () => {
  it.each([
    ['as it is', value],
    ['JSON', JSON.stringify(value).slice(1, -1)],
    ['JSON within JSON', JSON.stringify(JSON.stringify(value)).slice(3, -3)],
    ['JSON as Python writes it', String.raw`p\u00e4\"ss/w<&>'x \u00e9`],
    ['JSON as PHP writes it', String.raw`p\u00e4\"ss\/w<&>'x \u00e9`],
    ['JSON as Go writes it', String.raw`pä\"ss/w\u003c\u0026\u003e'x é`],
    ['JSON as .NET writes it', String.raw`p\u00E4\u0022ss/w\u003C\u0026\u003E\u0027x \u00E9`],
    ['JSON within JSON as Python writes it', String.raw`p\\u00e4\\\"ss/w<&>'x \\u00e9`],
    ['an address', encodeURIComponent(value)],
    [
      'an address as Python writes it',
      encodeURIComponent(value).replaceAll("'", '%27').replaceAll('%2F', '/'),
    ],
    ['a form', encodeURIComponent(value).replaceAll('%20', '+')],
    ['hex', Buffer.from(value).toString('hex')],
  ])('hold the one of %s', (_what, form) => {
    expect(encodedForms(value)).toContain(form);
  });

  it('are few for a value that needs no escape', () => {
    expect(encodedForms('AKIAFAKE0000EXAMPLE1').length).toBeLessThan(12);
  });
});
