import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachWindow, WINDOW_ORIGIN } from '../../../main/browser-shell/attach-window.ts';
import { startChromium } from '../../../main/browser-shell/start-chromium.ts';
import { findChromium } from '../../../main/launch/find-chromium.mjs';
import { createWindowAssets } from '../../../main/window/window-assets.ts';

let folder: string;
let close: () => Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-clipboard-'));
});

afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

describe('the clipboard of the window', () => {
  it('is written and read by main, whatever the text', async () => {
    const { calls } = await aWindow();

    for (const text of ['plain', 'Zeile 1\nZeile 2\t“ü”', '‮ reversed', 'x'.repeat(200_000)]) {
      expect(await calls.writeClipboard(text)).toBe(true);
      expect(await calls.readClipboard()).toBe(text);
    }
    expect(await calls.writeClipboard('')).toBe(true);
    expect(await calls.readClipboard()).toBe(null);
  });

  it('can’t be read by the page: not before, not after, and not as a prompt', async () => {
    const { calls, evaluate } = await aWindow();
    const reading = `navigator.clipboard.readText().then((text) => 'read ' + text, (error) => error.name)`;
    const permission = `navigator.permissions.query({ name: 'clipboard-read' }).then(({ state }) => state)`;

    expect(await evaluate(reading)).toBe('NotAllowedError');
    await calls.writeClipboard('hunter2hunter2');
    expect(await calls.readClipboard()).toBe('hunter2hunter2');

    expect(await evaluate(reading)).toBe('NotAllowedError');
    expect(await evaluate(permission)).toBe('denied');
  });

  it('is out of reach for a script of the page that lies in wait for what is written', async () => {
    const { calls, evaluate } = await aWindow();
    await evaluate(`
      globalThis.heard = [];
      const original = Clipboard.prototype.writeText;
      Clipboard.prototype.writeText = function (text) { heard.push(text); return original.call(this, text); };
      navigator.clipboard.writeText = (text) => { heard.push(text); return Promise.resolve(); };
      addEventListener('copy', (event) => heard.push(String(event)));
    `);

    expect(await calls.writeClipboard('hunter2hunter2')).toBe(true);

    expect(await calls.readClipboard()).toBe('hunter2hunter2');
    expect(await evaluate('heard')).toEqual([]);
  });

  it('is reached from a window that is behind another', async () => {
    const { calls, browser } = await aWindow();
    await browser.send('Target.createTarget', { url: 'about:blank' });

    expect(await calls.writeClipboard('from behind')).toBe(true);
    expect(await calls.readClipboard()).toBe('from behind');
  });

  it('is neither written nor read when the window is gone', async () => {
    const { calls } = await aWindow();
    await close();

    expect(await calls.writeClipboard('a text')).toBe(false);
    expect(await calls.readClipboard()).toBe(null);
  });
});

/** Keyglass’s window in a Chromium of its own. */
async function aWindow() {
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>t</title><body></body><script type="module" src="./page.js"></script>',
  );
  await writeFile(join(folder, 'page.js'), `keyglass.call('ready', {});`);
  const executable = findChromium(process.env, process.platform);
  if (!executable) throw new Error('These tests need Chromium.');
  const chromium = await startChromium(executable, {
    bounds: { left: 0, top: 0, width: 900, height: 700 },
    withoutSandbox: true,
    headless: true,
  });
  close = () => chromium.close();
  const { browser, session } = chromium.pipe;
  const { targetId } = (await browser.send('Target.createTarget', { url: 'about:blank' })) as {
    targetId: string;
  };
  const attached = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const page = session((attached as { sessionId: string }).sessionId);
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  const calls = await attachWindow(page, {
    host: {
      handle: async (name) => {
        if (name === 'ready') isReady();
        return null;
      },
      clearClipboard: async () => {},
      close: async () => {},
    },
    assets: createWindowAssets(folder, WINDOW_ORIGIN),
  });
  await ready;
  return {
    calls,
    browser,
    async evaluate(expression: string): Promise<unknown> {
      const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      const { result } = (await page.send('Runtime.evaluate', asked)) as { result: { value?: unknown } };
      return result.value;
    },
  };
}
