import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClearingClipboard, createClearingClipboard } from '../../../main/app/clipboard.ts';
import { WINDOW_ORIGIN } from '../../../main/browser-shell/attach-window.ts';
import { createBrowserShell } from '../../../main/browser-shell/browser-shell.ts';
import { openWindow } from '../../../main/browser-shell/open-window.ts';
import { type RunningChromium, startChromium } from '../../../main/browser-shell/start-chromium.ts';
import { findChromium } from '../../../main/launch/find-chromium.mjs';
import { createWindowAssets } from '../../../main/window/window-assets.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const secret = 'hunter2hunter2';
let folder: string;
let chromium: RunningChromium;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-held-'));
  const executable = findChromium(process.env, process.platform);
  if (!executable) throw new Error('These tests need Chromium.');
  const bounds = { left: 0, top: 0, width: 900, height: 700 };
  chromium = await startChromium(executable, { bounds, withoutSandbox: true, headless: true });
});

afterEach(async () => {
  await chromium.close();
  await rm(folder, { recursive: true, force: true });
});

/** The window with the clipboard over it, closed as the person closes it; `seen` is what the clipboard held at the end. */
async function aWindow(script = '') {
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>t</title><body></body><script src="./page.js"></script>',
  );
  await writeFile(join(folder, 'page.js'), `${script}; keyglass.call('ready', {});`);
  const seen: (string | null)[] = [];
  const shell = createBrowserShell();
  const clipboard: ClearingClipboard = createClearingClipboard(shell, createFakeClock(new Date(0)));
  let begin = () => {};
  const ready = () => new Promise<void>((resolve) => (begin = resolve));
  const first = ready();
  const host = {
    handle: async () => begin(),
    clearClipboard: async () => {
      await clipboard.clear();
      seen.push(await shell.readClipboard());
    },
    close: async () => {},
  };
  const assets = createWindowAssets(folder, WINDOW_ORIGIN);
  let sessionId = '';
  chromium.pipe.browser.on('Target.attachedToTarget', (event) => {
    const attached = event as { sessionId: string; targetInfo: { type: string } };
    if (attached.targetInfo.type === 'page') sessionId ||= attached.sessionId;
  });
  const window = await openWindow(chromium, { host, assets });
  const close = () => void chromium.close();
  shell.connect(window, close);
  window.onHeldClose(() => void host.clearClipboard().finally(close));
  await first;
  const person = chromium.pipe.session(sessionId);
  return { clipboard, shell, window, person, seen, ready };
}

describe('closing the window', () => {
  it('takes a secret off the clipboard first', async () => {
    const { clipboard, window, person, seen } = await aWindow();
    await clipboard.writeForAWhile(secret);

    await person.send('Page.close').catch(() => undefined);

    expect(await window.closed).toBe('closed');
    expect((await chromium.ended).exitCode).toBe(0);
    expect(seen).toEqual([null]);
  });

  it('leaves what the person copied since, and closes all the same', async () => {
    const { clipboard, shell, window, person, seen } = await aWindow();
    await clipboard.writeForAWhile(secret);
    await shell.writeClipboard('their own', true);

    await person.send('Page.close').catch(() => undefined);

    expect(await window.closed).toBe('closed');
    expect(seen).toEqual(['their own']);
  });

  it('is not held without a secret, nor after it was taken away', async () => {
    const { clipboard, window, person, seen } = await aWindow();
    await clipboard.write('a link');
    await clipboard.writeForAWhile(secret);
    await clipboard.clear();

    await person.send('Page.close').catch(() => undefined);

    expect(await window.closed).toBe('closed');
    expect(seen).toEqual([]);
  });

  it('is not held by a page for longer than it takes to clear the clipboard', async () => {
    const { window, person, seen } = await aWindow(`
      addEventListener('beforeunload', (event) => event.preventDefault());`);
    await person.send('Runtime.evaluate', { expression: '1', userGesture: true });

    await person.send('Page.close').catch(() => undefined);

    expect(await window.closed).toBe('closed');
    expect(seen).toEqual([null]);
  });

  it.each([
    ['F5', 0],
    ['r', 2],
  ])('is another thing than reloading it with %s', async (key, modifiers) => {
    const { clipboard, shell, person, seen, ready } = await aWindow();
    await clipboard.writeForAWhile(secret);
    const again = ready();

    await person.send('Input.dispatchKeyEvent', { type: 'keyDown', key, modifiers });
    await person.send('Page.reload');
    await again;

    expect(seen).toEqual([]);
    await clipboard.clear();
    expect(await shell.readClipboard()).toBe(null);
  });
});
