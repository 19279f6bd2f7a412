import { describe, expect, it } from 'vitest';
import { environmentForOthers } from '../../../main/browser-shell/chromium-environment.ts';
import { opener, openInBrowser } from '../../../main/browser-shell/open-in-browser.ts';

describe('opening a link', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('on %s gives the address as one argument', (platform) => {
    const address = 'https://example.com/?a=1&calc.exe;$(id)';

    const [program, ...words] = opener(address, platform);

    expect(program).not.toMatch(/cmd|sh$/);
    expect(words.at(-1)).toBe(address);
  });

  it('fails where there is no program to open it with', async () => {
    const before = process.env.PATH;
    process.env.PATH = '/nonexistent';
    try {
      expect(await openInBrowser('https://example.com/', 'linux')).toBe(false);
    } finally {
      process.env.PATH = before;
    }
  });

  it('gives no other program the credentials and the key of this one', () => {
    expect(
      environmentForOthers({
        PATH: '/bin',
        KEYGLASS_CREDENTIAL_ACME_TOKEN: 'a',
        KEYGLASS_VAULT_KEY: 'b',
        KEYGLASS_VAULT_KEY_NEXT: 'c',
        KEYGLASS_CHROMIUM: '/usr/bin/chromium',
      }),
    ).toEqual({ PATH: '/bin', KEYGLASS_CHROMIUM: '/usr/bin/chromium' });
  });
});
