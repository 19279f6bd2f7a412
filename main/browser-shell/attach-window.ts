import { z } from 'zod';
import type { AppHost } from '../app/app-host.ts';
import type { WindowAssets } from '../window/window-assets.ts';
import { type CdpSession, sendIfThere } from './cdp-session.ts';
import { carryCalls, type WindowCalls } from './window-calls.ts';
import { answerRequests } from './window-requests.ts';

/** Chosen because the name can't exist: nothing outside this process will ever answer there. */
export const WINDOW_ORIGIN = 'https://keyglass.invalid';

const navigatedSchema = z.object({
  frame: z.object({ url: z.string(), parentId: z.string().optional() }),
});

/**
 * Makes a page of any Chromium into Keyglass's window: serves it, carries its calls, keeps it from going elsewhere, and
 * loads it. How that Chromium was started is the caller's business.
 */
export async function attachWindow(
  session: CdpSession,
  { host, assets }: { readonly host: AppHost; readonly assets: WindowAssets },
): Promise<WindowCalls> {
  const home = `${assets.origin}/`;
  await session.send('Page.enable');
  const calls = await carryCalls(session, host, assets.origin);
  await answerRequests(session, assets);
  await session.send('Page.navigate', { url: home });
  // `about:blank` and the like are never requested, so they can only be undone.
  session.on('Page.frameNavigated', (event) => {
    const { frame } = navigatedSchema.parse(event);
    // Chromium's own error page is left to be read: coming back from it could go on forever.
    const isOurs = frame.url.startsWith(home) || frame.url.startsWith('chrome-error:');
    const isAway = frame.parentId === undefined && !isOurs;
    if (isAway) void sendIfThere(session, 'Page.navigate', { url: home });
  });
  return calls;
}
