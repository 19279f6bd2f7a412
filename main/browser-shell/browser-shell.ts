import type { Shell } from '../app/shell.ts';
import { openInBrowser } from './open-in-browser.ts';
import type { WindowCalls } from './window-calls.ts';

export interface BrowserShell extends Shell {
  /** From now on events reach this window, and quitting closes it. */
  connect(window: WindowCalls, close: () => void): void;
}

/**
 * The app's view of a window in the machine's Chromium. It has no dialog to save with and no notices of the operating
 * system: the page asks for a path as text, and shows what there is to tell. Events sent before a window is connected are
 * dropped, since a page asks for the state of things when it starts.
 */
export function createBrowserShell(): BrowserShell {
  let window: WindowCalls | null = null;
  let close: (() => void) | null = null;
  let isQuitAsked = false;
  return {
    kind: 'browser',
    canChooseFiles: false,
    chooseSavePath: async () => null,
    chooseFiles: async () => (await window?.chooseFiles()) ?? [],
    writeClipboard: async (text, isToBeTakenAway) =>
      (await window?.writeClipboard(text, isToBeTakenAway)) ?? false,
    readClipboard: async () => (await window?.readClipboard()) ?? null,
    openLink: (address) => openInBrowser(address, process.platform),
    send: (event, payload) => window?.send(event, payload),
    notify: () => {},
    quit: () => {
      isQuitAsked = true;
      close?.();
    },
    connect: (connected, closeWindow) => {
      window = connected;
      close = closeWindow;
      if (isQuitAsked) closeWindow();
    },
  };
}
