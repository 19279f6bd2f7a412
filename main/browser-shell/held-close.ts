import { z } from 'zod';
import { type CdpSession, sendIfThere } from './cdp-session.ts';

/**
 * Makes the document ask before it goes, or no longer. Reloading goes on without: what lies on the clipboard is taken away
 * through the new document. To be called with a boolean in the one world beside the page.
 */
export const holdInPage = `(isHeld) => {
  const hold = (globalThis.heldClose ??= {
    isReload: false,
    keys: ({ key, ctrlKey, metaKey }) => {
      hold.isReload = key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r');
    },
    ask: (event) => { if (!hold.isReload) event.preventDefault(); },
  });
  for (const [name, listener] of [['keydown', hold.keys], ['beforeunload', hold.ask]]) {
    removeEventListener(name, listener, true);
    if (isHeld) addEventListener(name, listener, true);
  }
}`;

const dialogSchema = z.object({ type: z.string() });

/**
 * Calls `close` in place of the window’s own question whether it may be closed. A close is held while a secret is on the
 * clipboard, which can only be reached through a window that is still there. It is held once: neither a clipboard that
 * can’t be cleared nor a page that wants to stay keeps the window open.
 */
export function onHeldClose(session: CdpSession, close: () => void): void {
  let isClosing = false;
  session.on('Page.javascriptDialogOpening', (event) => {
    if (dialogSchema.parse(event).type !== 'beforeunload') return;
    const answered = sendIfThere(session, 'Page.handleJavaScriptDialog', { accept: isClosing });
    if (!isClosing) void answered.then(close);
    isClosing = true;
  });
}
