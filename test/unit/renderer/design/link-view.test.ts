import { describe, expect, it } from 'vitest';
import { viewLink } from '../../../../renderer/design/link-view.ts';

describe('a link in a vendor’s data', () => {
  it.each([
    'http://portal.example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'portal.example.com',
    'see https://portal.example.com',
    'https://',
    `https://portal.example.com/${'a'.repeat(2_100)}`,
  ])('is none where the text is %s', (text) => {
    expect(viewLink(text)).toBeNull();
  });

  it('tells the host and the address as the browser reads them', () => {
    expect(viewLink(' HTTPS://Portal.Example.com:8443/a b?x=1#y ')).toEqual({
      address: 'https://portal.example.com:8443/a%20b?x=1#y',
      host: 'portal.example.com:8443',
      warnings: [],
    });
  });

  it('shows a name with foreign letters as it is asked for, and says so', () => {
    const link = viewLink('https://ex\u0430mple.com/login');
    expect(link?.host).toMatch(/^xn--/);
    expect(link?.warnings).toEqual([expect.stringContaining('look like others')]);
  });

  it('warns of a host that stands before the @, and of what can’t be seen', () => {
    expect(viewLink('https://portal.example.com@203.0.113.9/')).toMatchObject({
      host: '203.0.113.9',
      warnings: [expect.stringContaining('before the @')],
    });
    const hidden = viewLink('https://portal.example.com/\u202emoc');
    expect(hidden?.address).toBe('https://portal.example.com/%E2%80%AEmoc');
    expect(hidden?.warnings).toEqual([expect.stringContaining('can’t be seen')]);
  });
});
