import { describe, expect, it } from 'vitest';
import { checkLink } from '../../../main/app/check-link.ts';

describe('a link', () => {
  it.each([
    ['https://example.com/', 'https://example.com/'],
    ['https://example.com/a?b=c&d=%20#e', 'https://example.com/a?b=c&d=%20#e'],
    ['https://[2001:db8::1]:8443/x', 'https://[2001:db8::1]:8443/x'],
    // Letters that look like others show for what they are.
    ['https://exаmple.com/', 'https://xn--exmple-4nf.com/'],
    ["https://example.com/'$(id)`&x=1", "https://example.com/'$(id)%60&x=1"],
  ])('%s is opened', (address, opened) => {
    expect(checkLink(address)).toEqual({ ok: true, value: opened });
  });

  it.each([
    ['another scheme', 'http://example.com/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['a program’s own scheme', 'ms-msdt:/id'],
    ['no address', 'example.com'],
    ['nothing', ''],
    ['an option of a program', '--new-window'],
    ['a name and a password', 'https://ana:hunter2@example.com/'],
    ['a name that looks like a host', 'https://example.com@198.51.100.7/'],
    ['a line break', 'https://example.com/\n--flag'],
    ['a tab in the scheme', 'https\t://example.com/'],
    ['a NUL', 'https://example.com/\0'],
    ['an override of the writing direction', 'https://example.com/\u202Efdp.exe'],
    ['an unseen space', 'https://exam\u200Bple.com/'],
    ['a backslash, which browsers read as a slash', 'https://example.com\\@198.51.100.7/'],
    ['half a character', 'https://example.com/\ud800'],
  ])('is refused for %s', (_what, address) => {
    const checked = checkLink(address);
    expect(checked).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    if (address !== '') expect(JSON.stringify(checked)).not.toContain(address);
  });
});
