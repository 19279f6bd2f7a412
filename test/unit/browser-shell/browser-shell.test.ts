import { describe, expect, it } from 'vitest';
import { createBrowserShell } from '../../../main/browser-shell/browser-shell.ts';

/** A window that notes the events it is sent. */
function aWindow() {
  const sent: unknown[][] = [];
  return { sent, send: (...event: unknown[]) => void sent.push(event) };
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

  it('has no file dialog, and says so', async () => {
    const shell = createBrowserShell();

    expect(shell.canChooseFiles).toBe(false);
    expect(await shell.chooseSavePath('events.csv')).toBe(null);
  });
});
