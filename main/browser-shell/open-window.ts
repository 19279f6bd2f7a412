import { z } from 'zod';
import type { AppHost } from '../app/app-host.ts';
import type { WindowAssets } from '../window/window-assets.ts';
import { type WindowBounds, windowBoundsSchema } from '../window/window-bounds.ts';
import { attachWindow } from './attach-window.ts';
import { type CdpSession, sendIfThere } from './cdp-session.ts';
import { onHeldClose } from './held-close.ts';
import type { RunningChromium } from './start-chromium.ts';
import type { WindowCalls } from './window-calls.ts';

const attachedSchema = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ targetId: z.string(), type: z.string() }),
});
const detachedSchema = z.object({ sessionId: z.string() });
const boundsSchema = z.object({
  bounds: z.object({
    left: z.number(),
    top: z.number(),
    width: z.number(),
    height: z.number(),
    windowState: z.string(),
  }),
});

export interface OpenWindow extends WindowCalls {
  /** Chromium's name for the page. */
  readonly targetId: string;
  /** Resolves with the reason when the window is gone, whoever closed it. */
  readonly closed: Promise<'closed' | 'crashed'>;
  /** Called when the person closes the window while it is held; it stays until it is closed by us. */
  onHeldClose(close: () => void): void;
  /** Where the window stands now; null when that can't be told, or isn't worth remembering. */
  readBounds(): Promise<WindowBounds | null>;
}

/**
 * Takes the one window that Chromium opens at its start and makes it Keyglass's. Every further window, tab or developer
 * tool is closed before it has loaded anything.
 */
export async function openWindow(
  chromium: RunningChromium,
  parts: { readonly host: AppHost; readonly assets: WindowAssets },
): Promise<OpenWindow> {
  const { browser } = chromium.pipe;
  await sendIfThere(browser, 'Browser.setDownloadBehavior', { behavior: 'deny' });
  const { session, sessionId, targetId } = await onlyPage(chromium);
  const closed = new Promise<'closed' | 'crashed'>((resolve) => {
    session.on('Inspector.targetCrashed', () => resolve('crashed'));
    browser.on('Target.detachedFromTarget', (event) => {
      if (detachedSchema.parse(event).sessionId === sessionId) resolve('closed');
    });
    void chromium.pipe.closed.then(() => resolve('closed'));
  });
  await session.send('Inspector.enable');
  const calls = await attachWindow(session, parts);
  return {
    ...calls,
    targetId,
    closed,
    onHeldClose: (close) => onHeldClose(session, close),
    readBounds: () => readBounds(browser, targetId),
  };
}

interface AttachedPage {
  readonly session: CdpSession;
  readonly sessionId: string;
  readonly targetId: string;
}

/** Rejects when Chromium ends before it shows a window. */
function onlyPage(chromium: RunningChromium): Promise<AttachedPage> {
  const { browser, session } = chromium.pipe;
  return new Promise((resolve, reject) => {
    let isTaken = false;
    browser.on('Target.attachedToTarget', (event) => {
      const { sessionId, targetInfo } = attachedSchema.parse(event);
      const isPage = targetInfo.type === 'page';
      if (isPage && isTaken) {
        void sendIfThere(browser, 'Target.closeTarget', { targetId: targetInfo.targetId });
        return;
      }
      void sendIfThere(session(sessionId), 'Runtime.runIfWaitingForDebugger');
      if (!isPage) return;
      isTaken = true;
      resolve({ session: session(sessionId), sessionId, targetId: targetInfo.targetId });
    });
    void chromium.pipe.closed.then(() => reject(new Error('Chromium ended before it showed a window')));
    browser
      .send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
      .catch(reject);
  });
}

async function readBounds(browser: CdpSession, targetId: string): Promise<WindowBounds | null> {
  const answer = await browser.send('Browser.getWindowForTarget', { targetId }).catch(() => null);
  const { data } = boundsSchema.safeParse(answer);
  return data?.bounds.windowState === 'normal'
    ? (windowBoundsSchema.safeParse(data.bounds).data ?? null)
    : null;
}
