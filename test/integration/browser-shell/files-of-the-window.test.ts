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
  folder = await mkdtemp(join(tmpdir(), 'keyglass-files-'));
});

afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

describe('files of the window', () => {
  it('that are dropped on it have paths, which the page is told; what is not on the disk is left out', async () => {
    const files = await twoFiles();
    const { session, evaluate } = await aWindow(`
      addEventListener('dragover', (event) => event.preventDefault());
      window.dropped = new Promise((resolve) => {
        addEventListener('drop', (event) => {
          event.preventDefault();
          const made = new File(['x'], 'made-up.json');
          resolve(keyglass.pathsOfFiles([...event.dataTransfer.files, made, 'no file']));
        });
      });
    `);

    const drag = { x: 50, y: 50, data: { items: [], files, dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await session.send('Input.dispatchDragEvent', { type, ...drag });
    }

    expect(await evaluate('dropped')).toEqual(files);
  });

  it('are asked for all at once, and the answers are not mixed up', async () => {
    const { evaluate } = await aWindow('');

    const answers = await evaluate(
      `Promise.all([keyglass.pathsOfFiles([]), keyglass.call('echo', 1), keyglass.pathsOfFiles(['x'])])`,
    );

    expect(answers).toEqual([[], { name: 'echo', input: 1 }, []]);
  });

  it('are chosen in the system’s dialog, which may also be closed without any', async () => {
    const files = await twoFiles();
    const { session, evaluate, chooseFiles } = await aWindow('');
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
    const modes: unknown[] = [];
    session.on('Page.fileChooserOpened', (event) => {
      const { backendNodeId, mode } = event as { backendNodeId: number; mode: string };
      modes.push(mode);
      if (modes.length === 1) void session.send('DOM.setFileInputFiles', { files, backendNodeId });
      else void evaluate(`document.querySelector('input').dispatchEvent(new Event('cancel'))`);
    });

    expect(await chooseFiles()).toEqual(files);
    expect(await chooseFiles()).toEqual([]);
    expect(modes).toEqual(['selectMultiple', 'selectMultiple']);
    expect(await evaluate(`document.querySelectorAll('input').length`)).toBe(0);
  });

  it('can not be chosen any more when the window is gone', async () => {
    const { session, chooseFiles } = await aWindow('');
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
    session.on('Page.fileChooserOpened', () => void close());

    expect(await chooseFiles()).toEqual([]);
  });
});

async function twoFiles(): Promise<string[]> {
  const paths = ['records.json', 'sign-ins – März.jsonl'].map((name) => join(folder, name));
  for (const path of paths) await writeFile(path, '[]');
  return paths;
}

/** A page that has run `script`, made into Keyglass’s window in a Chromium of its own. */
async function aWindow(script: string) {
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
  close = () => chromium.close();
  const { browser, session } = chromium.pipe;
  const { targetId } = (await browser.send('Target.createTarget', { url: 'about:blank' })) as {
    targetId: string;
  };
  const { sessionId } = (await browser.send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  };
  const page = session(sessionId);
  let isReady: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const calls = await attachWindow(page, {
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
    session: page,
    chooseFiles: calls.chooseFiles,
    async evaluate(expression: string): Promise<unknown> {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result } = (await page.send('Runtime.evaluate', asked)) as { result: { value?: unknown } };
      return result.value;
    },
  };
}
