import { describe, expect, it } from 'vitest';
import { createBrowserShell } from '../../../main/browser-shell/browser-shell.ts';

/** A window that notes the events it is sent. */
function aWindow() {
  const sent: unknown[][] = [];
  let clipboard: string | null = null;
  return {
    sent,
    writeClipboard: async (text: string) => {
      clipboard = text;
      return true;
    },
    readClipboard: async () => clipboard,
    send: (...event: unknown[]) => void sent.push(event),
    chooseFiles: async () => ['/logs/a.json'],
  };
}

describe('the browser shell', () => {
  it('drops events until there is a window to hear them', () => {
    const shell = createBrowserShell();
    const window = aWindow();

    shell.send('sources.changed', { sources: [] });
    shell.connect(window, () => {});
    shell.send('sources.changed', { sources: [] });

    expect(window.sent).toEqual([['sources.changed', { sources: [] }]]);
  });

  it('closes the window when the app quits, even if it is asked to before there is one', () => {
    const shell = createBrowserShell();
    let closed = 0;

    shell.quit();
    shell.connect(aWindow(), () => {
      closed += 1;
    });

    expect(closed).toBe(1);
  });

  it('asks its window for files to read, and has none before there is one', async () => {
    const shell = createBrowserShell();

    expect(await shell.chooseFiles()).toEqual([]);
    shell.connect(aWindow(), () => {});
    expect(await shell.chooseFiles()).toEqual(['/logs/a.json']);
  });

  it('reaches the clipboard through its window, and not at all before there is one', async () => {
    const shell = createBrowserShell();

    expect(await shell.writeClipboard('a text')).toBe(false);
    expect(await shell.readClipboard()).toBe(null);
    shell.connect(aWindow(), () => {});
    expect(await shell.writeClipboard('a text')).toBe(true);
    expect(await shell.readClipboard()).toBe('a text');
  });

  it('has no dialog to save with, and says so', async () => {
    const shell = createBrowserShell();

    expect(shell.canChooseFiles).toBe(false);
    expect(await shell.chooseSavePath('events.csv')).toBe(null);
  });
});
