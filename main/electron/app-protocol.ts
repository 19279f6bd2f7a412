import type { Protocol } from 'electron';
import type { WindowAssets } from '../window/window-assets.ts';
import { appScheme } from './app-origin.ts';

/** Answers `app://keyglass/…` from the built page and nothing else. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, assets: WindowAssets): void {
  protocol.handle(appScheme.scheme, (request) => answerRequest(request, assets));
}

export async function answerRequest(
  request: Pick<Request, 'url' | 'method'>,
  assets: WindowAssets,
): Promise<Response> {
  const answer = await assets.answer(request.url, request.method);
  if (!answer) return new Response('Not a part of Keyglass.', { status: 404 });
  return new Response(Buffer.from(answer.body), { status: answer.status, headers: { ...answer.headers } });
}
