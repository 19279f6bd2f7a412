import { z } from 'zod';
import type { AssetAnswer, WindowAssets } from '../window/window-assets.ts';
import { type CdpSession, sendIfThere } from './cdp-session.ts';

const pausedSchema = z.object({
  requestId: z.string(),
  request: z.object({ url: z.string(), method: z.string() }),
  resourceType: z.string(),
});

/**
 * Answers every request of the page from the built files and lets none reach the network. Leaving the page is refused
 * with "no content", which Chromium takes as "stay where you are"; anything else foreign fails.
 */
export async function answerRequests(session: CdpSession, assets: WindowAssets): Promise<void> {
  session.on('Fetch.requestPaused', (event) => {
    const { requestId, request, resourceType } = pausedSchema.parse(event);
    void assets.answer(request.url, request.method).then((answer) => {
      if (answer) return fulfil(session, requestId, answer);
      if (resourceType === 'Document') return fulfil(session, requestId, stayHere);
      return sendIfThere(session, 'Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

const stayHere: AssetAnswer = { status: 204, headers: {}, body: new Uint8Array() };

async function fulfil(session: CdpSession, requestId: string, answer: AssetAnswer): Promise<void> {
  await sendIfThere(session, 'Fetch.fulfillRequest', {
    requestId,
    responseCode: answer.status,
    responseHeaders: Object.entries(answer.headers).map(([name, value]) => ({ name, value })),
    body: Buffer.from(answer.body).toString('base64'),
  });
}
