import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { attachWindow, WINDOW_ORIGIN } from '../../../main/browser-shell/attach-window.ts';
import type { CdpSession } from '../../../main/browser-shell/cdp-session.ts';
import { startChromium } from '../../../main/browser-shell/start-chromium.ts';
import { findChromium } from '../../../main/launch/find-chromium.mjs';
import { createWindowAssets } from '../../../main/window/window-assets.ts';

export interface TestWindow {
  readonly calls: Awaited<ReturnType<typeof attachWindow>>;
  readonly browser: CdpSession;
  readonly session: CdpSession;
  /** What the page answers, as somebody who has just clicked. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * A page that has run `script`, made into Keyglass’s window in a Chromium of its own. The page’s files go to `folder`;
 * main answers every call with its name and input. Closed at the test’s end at the latest.
 */
export async function aWindow(folder: string, script = ''): Promise<TestWindow> {
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>t</title><body></body><script type="module" src="./page.js"></script>',
  );
  await writeFile(join(folder, 'page.js'), `${script}\nkeyglass.call('ready', {});`);
  const executable = findChromium(process.env, process.platform);
  if (!executable) throw new Error('These tests need Chromium.');
  const chromium = await startChromium(executable, {
    bounds: { left: 0, top: 0, width: 900, height: 700 },
    withoutSandbox: true,
    headless: true,
  });
  onTestFinished(() => chromium.close());
  const { browser } = chromium.pipe;
  const session = await newPage(chromium.pipe);
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  const calls = await attachWindow(session, {
    host: {
      handle: async (name, input) => {
        if (name === 'ready') isReady();
        return { name, input };
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
    session,
    async evaluate(expression) {
      const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      const { result } = (await session.send('Runtime.evaluate', asked)) as { result: { value?: unknown } };
      return result.value;
    },
    close: () => chromium.close(),
  };
}

type Pipe = Awaited<ReturnType<typeof startChromium>>['pipe'];

async function newPage({ browser, session }: Pipe): Promise<CdpSession> {
  const made = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { targetId } = made as { targetId: string };
  const attached = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  return session((attached as { sessionId: string }).sessionId);
}
