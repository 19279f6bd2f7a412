import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aWindow } from './a-window.ts';

let folder: { path: string; remove(): Promise<void> };

beforeEach(async () => {
  folder = await aTemporaryFolder();
});
afterEach(() => folder.remove());

describe('the clipboard of the window', () => {
  it('is written and read by main, whatever the text', async () => {
    const { calls } = await aWindow(folder.path);

    for (const text of ['plain', 'Zeile 1\nZeile 2\t“ü”', '‮ reversed', 'x'.repeat(200_000)]) {
      expect(await calls.writeClipboard(text)).toBe(true);
      expect(await calls.readClipboard()).toBe(text);
    }
    expect(await calls.writeClipboard('')).toBe(true);
    expect(await calls.readClipboard()).toBe(null);
  });

  it('can’t be read by the page: not before, not after, and not as a prompt', async () => {
    const { calls, evaluate } = await aWindow(folder.path);
    const reading = `navigator.clipboard.readText().then((text) => 'read ' + text, (error) => error.name)`;
    const permission = `navigator.permissions.query({ name: 'clipboard-read' }).then(({ state }) => state)`;

    expect(await evaluate(reading)).toBe('NotAllowedError');
    await calls.writeClipboard('hunter2hunter2');
    expect(await calls.readClipboard()).toBe('hunter2hunter2');

    expect(await evaluate(reading)).toBe('NotAllowedError');
    expect(await evaluate(permission)).toBe('denied');
  });

  it('is out of reach for a script of the page that lies in wait for what is written', async () => {
    const { calls, evaluate } = await aWindow(folder.path);
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
    const { calls, browser } = await aWindow(folder.path);
    await browser.send('Target.createTarget', { url: 'about:blank' });

    expect(await calls.writeClipboard('from behind')).toBe(true);
    expect(await calls.readClipboard()).toBe('from behind');
  });

  it('is neither written nor read when the window is gone', async () => {
    const { calls, close } = await aWindow(folder.path);
    await close();

    expect(await calls.writeClipboard('a text')).toBe(false);
    expect(await calls.readClipboard()).toBe(null);
  });
});
