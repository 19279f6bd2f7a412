import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IpcMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { checkLink } from '../../../main/app/check-link.ts';
import { appScheme, isOwnAddress } from '../../../main/electron/app-origin.ts';
import { answerCalls } from '../../../main/electron/ipc.ts';
import { WINDOW_PARTITION, windowOptions } from '../../../main/electron/window-options.ts';
import { contentSecurityPolicy } from '../../../main/window/content-security-policy.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { guardedContents, guardedSession } from './guarded.ts';

/**
 * Electron's security checklist, in its order. What can be tried is tried: with the handlers that Electron would call
 * here, in a real Chromium in `test/end-to-end/specs/hardening.spec.ts`. What can only be read off options or sources
 * says "statically" in its title. All sources and bundles are searched for the same pitfalls by
 * `test/unit/security/electron-checks.test.ts` and `test/integration/security/built-app.test.ts`.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const sources = (folder: string) =>
  globSync(`${folder}/**/*.{ts,tsx,html}`, { cwd: root }).map(read).join('\n');

const { webPreferences } = windowOptions({
  bounds: { left: null, top: null, width: 1_280, height: 800 },
  preload: '/app/preload.cjs',
  icon: '/app/icon.png',
  isPackaged: true,
});
const policy = new Map(
  contentSecurityPolicy('n0nce')
    .split('; ')
    .map((directive) => directive.split(/ (.*)/) as [string, string]),
);

describe('1. Only what is safe is loaded', () => {
  it.each(['http://example.com/', 'https://example.com/', 'ws://127.0.0.1:9/', 'ftp://example.com/a'])(
    'the window’s session cancels a request to %s',
    (url) => {
      expect(guardedSession().isCancelled(url)).toBe(true);
    },
  );
});

describe('2. The page has no Node', () => {
  it('neither itself nor in workers nor in frames (statically, of the options)', () => {
    expect(webPreferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });
});

describe('3. The preload has a world of its own', () => {
  it('by context isolation (statically, of the options)', () => {
    expect(webPreferences?.contextIsolation).toBe(true);
  });
});

describe('4. The page’s process is in the sandbox', () => {
  it('by its option, and no source puts it out of it (statically)', () => {
    expect(webPreferences?.sandbox).toBe(true);
    expect(sources('main/electron')).not.toMatch(/no-sandbox/);
  });
});

describe('5. Permissions are asked for in vain', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fileSystem',
    'hid',
    'usb',
  ])('%s is refused, asked for or looked up', (permission) => {
    const session = guardedSession();
    expect([...session.permits(permission), session.ask('device')]).toEqual([false, false, false]);
  });

  it('the session with the handlers is the one that the window has (statically)', () => {
    expect(webPreferences?.partition).toBe(WINDOW_PARTITION);
    expect(read('main/electron/main.ts')).toMatch(
      /const windowSession = session\.fromPartition\(WINDOW_PARTITION\);\s+guardSession\(windowSession\)/,
    );
  });
});

describe('6. The same-origin policy is on', () => {
  it('(statically, of the options)', () => {
    expect(webPreferences?.webSecurity).toBe(true);
  });
});

describe('7. A content security policy holds the page', () => {
  it('allows what is built in, and no script from text, no frame, no plug-in, no network', () => {
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('require-trusted-types-for')).toBe("'script'");
    expect([policy.get('base-uri'), policy.get('form-action'), policy.get('frame-ancestors')]).toEqual([
      "'none'",
      "'none'",
      "'none'",
    ]);
    expect([...policy.keys()]).not.toEqual(expect.arrayContaining(['connect-src']));
    expect(contentSecurityPolicy('n0nce')).not.toMatch(/unsafe|https?:|\*|blob:/);
  });
});

describe('8. No insecure content is let in', () => {
  it('(statically, of the options)', () => {
    expect(webPreferences?.allowRunningInsecureContent).toBe(false);
  });
});

describe('9. Chromium’s experiments are off', () => {
  it('(statically, of the options)', () => {
    expect(webPreferences?.experimentalFeatures).toBe(false);
  });
});

describe('10. No feature of Blink is switched on by name', () => {
  it('(statically, of the options and the sources)', () => {
    expect(webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(sources('main')).not.toMatch(/enableBlinkFeatures|enable-blink-features/);
  });
});

describe('11. No web view may open windows', () => {
  it('there are no web views (statically, of the options and the sources)', () => {
    expect(webPreferences?.webviewTag).toBe(false);
    expect(sources('renderer')).not.toMatch(/<webview|allowpopups/i);
  });
});

describe('12. A web view is looked at before it is made', () => {
  it('and none passes', () => {
    expect(guardedContents().goes('will-attach-webview', {})).toBe(false);
  });
});

describe('13. The page stays where it is', () => {
  const { goes } = guardedContents();

  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'app://other/',
    'javascript:alert(1)',
    'about:blank',
  ])('it does not go to %s, by whatever way', (url) => {
    expect(goes('will-navigate', { url })).toBe(false);
    expect(goes('will-redirect', { url })).toBe(false);
    expect(goes('will-frame-navigate', { url, isMainFrame: true })).toBe(false);
    expect(goes('will-frame-navigate', { url, isMainFrame: false })).toBe(false);
  });

  it('a file dropped on it is not opened (statically, of the options)', () => {
    expect(webPreferences?.navigateOnDragDrop).toBe(false);
  });

  it('every contents that comes to be is guarded (statically)', () => {
    expect(read('main/electron/main.ts')).toMatch(
      /app\.on\('web-contents-created', \(_event, contents\) => guardContents\(contents\)\)/,
    );
  });
});

describe('14. There is one window', () => {
  it.each(['https://example.com/', 'app://keyglass/', 'about:blank', ''])('none opens for "%s"', (url) => {
    expect(guardedContents().opens(url)).toBe('deny');
  });
});

describe('15. Nothing untrusted is handed to the desktop', () => {
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://192.0.2.1/share',
    'ms-msdt:/id',
    'http://example.com/',
    'https://user:pass@example.com/',
    ' https:evil',
    '-a Calculator',
    '',
  ])('"%s" is refused', (address) => {
    expect(checkLink(address).ok).toBe(false);
  });

  it('an https address is opened, as it was checked', () => {
    expect(checkLink('https://EXAMPLE.com/ä')).toEqual({ ok: true, value: 'https://example.com/%C3%A4' });
  });
});

describe('16. Electron is a current one', () => {
  const version = manifest.devDependencies.electron;

  it('is pinned, and the one that is installed and packed (statically; whether a newer one is out can’t be known here)', () => {
    const installed = JSON.parse(read('node_modules/electron/package.json')) as { version: string };
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(installed.version).toBe(version);
    expect(read('electron-builder.yml')).toContain(`electronVersion: ${version}\n`);
  });
});

describe('17. Who sends a message is looked at', () => {
  it.each([
    ['another page', { url: 'https://example.com/', parent: null }],
    ['a frame in our page', { url: 'app://keyglass/', parent: {} }],
    ['a page that looks like ours', { url: 'app://keyglass.example.com/', parent: null }],
    ['a frame that is gone', null],
  ])('%s is refused, and the host does not hear of it', async (_who, senderFrame) => {
    let heard = 0;
    const listeners: ((event: object, ...args: unknown[]) => unknown)[] = [];
    const ipcMain = {
      handle: (_channel: string, listener: (typeof listeners)[0]) => listeners.push(listener),
    };
    answerCalls(ipcMain as unknown as IpcMain, {
      handle: async () => {
        heard += 1;
      },
      clearClipboard: async () => {},
      close: async () => {},
    });
    expect(listeners).toHaveLength(1);
    expect(await listeners[0]?.({ senderFrame }, 'app.info', {})).toMatchObject({ ok: false });
    expect(heard).toBe(0);
  });
});

describe('18. The page is served by a protocol of its own', () => {
  it('which is a secure origin, is no file: and can register no service worker', () => {
    expect(appScheme).toEqual({
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, allowServiceWorkers: false },
    });
    expect(isOwnAddress('file:///app/index.html')).toBe(false);
  });

  it('no source loads a file: address (statically)', () => {
    expect(sources('main/electron')).not.toMatch(/loadFile\(|['"]file:/);
  });
});

describe('19. The fuses are set', () => {
  it('each to the safe side (statically, of the packaging’s settings)', () => {
    const fuses = read('electron-builder.yml').split('electronFuses:\n')[1]?.split('\n\n')[0] ?? '';
    expect(Object.fromEntries(fuses.split('\n').map((line) => line.trim().split(': ')))).toEqual({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      loadBrowserProcessSpecificV8Snapshot: 'false',
      grantFileProtocolExtraPrivileges: 'false',
    });
  });
});

describe('20. Nothing of Electron is in the page’s hands', () => {
  it('but a bridge of three functions (see preload.test.ts): no source of the page knows Electron (statically)', () => {
    expect(read('main/electron/preload.ts').match(/exposeInMainWorld/g)).toHaveLength(1);
    expect(sources('renderer')).not.toMatch(/from 'electron|ipcRenderer|window\.electron/);
  });
});
