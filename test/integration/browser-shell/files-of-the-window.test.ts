import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aWindow } from './a-window.ts';

let folder: { path: string; remove(): Promise<void> };

beforeEach(async () => {
  folder = await aTemporaryFolder();
});
afterEach(() => folder.remove());

describe('files of the window', () => {
  it('that are dropped on it have paths, which the page is told; what is not on the disk is left out', async () => {
    const files = await twoFiles();
    const { session, evaluate } = await aWindow(
      folder.path,
      `
      addEventListener('dragover', (event) => event.preventDefault());
      window.dropped = new Promise((resolve) => {
        addEventListener('drop', (event) => {
          event.preventDefault();
          const made = new File(['x'], 'made-up.json');
          resolve(keyglass.pathsOfFiles([...event.dataTransfer.files, made, 'no file']));
        });
      });
    `,
    );

    const drag = { x: 50, y: 50, data: { items: [], files, dragOperationsMask: 1 } };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await session.send('Input.dispatchDragEvent', { type, ...drag });
    }

    expect(await evaluate('dropped')).toEqual(files);
  });

  it('are asked for all at once, and the answers are not mixed up', async () => {
    const { evaluate } = await aWindow(folder.path);

    const answers = await evaluate(
      `Promise.all([keyglass.pathsOfFiles([]), keyglass.call('echo', 1), keyglass.pathsOfFiles(['x'])])`,
    );

    expect(answers).toEqual([[], { name: 'echo', input: 1 }, []]);
  });

  it('are chosen in the system’s dialog, which may also be closed without any', async () => {
    const files = await twoFiles();
    const { session, evaluate, calls } = await aWindow(folder.path);
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
    const modes: unknown[] = [];
    session.on('Page.fileChooserOpened', (event) => {
      const { backendNodeId, mode } = event as { backendNodeId: number; mode: string };
      modes.push(mode);
      if (modes.length === 1) void session.send('DOM.setFileInputFiles', { files, backendNodeId });
      else void evaluate(`document.querySelector('input').dispatchEvent(new Event('cancel'))`);
    });

    expect(await calls.chooseFiles()).toEqual(files);
    expect(await calls.chooseFiles()).toEqual([]);
    expect(modes).toEqual(['selectMultiple', 'selectMultiple']);
    expect(await evaluate(`document.querySelectorAll('input').length`)).toBe(0);
  });

  it('can not be chosen any more when the window is gone', async () => {
    const { session, calls, close } = await aWindow(folder.path);
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
    session.on('Page.fileChooserOpened', () => void close());

    expect(await calls.chooseFiles()).toEqual([]);
  });
});

async function twoFiles(): Promise<string[]> {
  const paths = ['records.json', 'sign-ins – März.jsonl'].map((name) => join(folder.path, name));
  for (const path of paths) await writeFile(path, '[]');
  return paths;
}
