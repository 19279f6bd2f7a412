import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pageHeaders } from './content-security-policy.ts';

/** One answer to a request of the window's page. */
export interface AssetAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WindowAssets {
  /** Scheme and host that the page is served from, without a slash at the end. */
  readonly origin: string;
  /** Answers a request to `origin`; null for any other, which the shell then refuses. */
  answer(url: string, method: string): Promise<AssetAnswer | null>;
}

/** Stands in the built page where each answer gets a nonce of its own (`renderer/vite.config.ts`). */
const NONCE_PLACEHOLDER = 'KEYGLASS_NONCE';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The built page in `folder`, served under `origin`. Only files of a known kind inside the folder are answered. */
export function createWindowAssets(
  folder: string,
  origin: string,
  makeNonce: () => string = () => randomBytes(16).toString('base64'),
): WindowAssets {
  return {
    origin,
    async answer(url, method) {
      const path = assetPath(url, origin);
      if (path === null) return null;
      const nonce = makeNonce();
      const contentType = contentTypes[extname(path)];
      if (method !== 'GET' || !contentType) return refusal(404, nonce);
      try {
        const bytes = await readFile(join(folder, path));
        const body = path === 'index.html' ? withNonce(bytes, nonce) : bytes;
        return { status: 200, headers: pageHeaders(contentType, nonce), body };
      } catch {
        return refusal(404, nonce);
      }
    },
  };
}

/**
 * The path inside the folder that an address of `origin` names; null for another origin, the empty string for a path
 * that leads out of the folder, however it is spelt.
 */
export function assetPath(url: string, origin: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed || `${parsed.protocol}//${parsed.host}` !== origin) return null;
  const path = decoded(parsed.pathname).slice(1);
  if (path === '') return 'index.html';
  const isPlain = path.split('/').every((part) => /^[\w@-][\w@.-]*$/.test(part));
  return isPlain ? path : '';
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '/%';
  }
}

function withNonce(page: Buffer, nonce: string): Buffer {
  return Buffer.from(page.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce));
}

function refusal(status: number, nonce: string): AssetAnswer {
  return {
    status,
    headers: pageHeaders('text/plain; charset=utf-8', nonce),
    body: Buffer.from('Not a part of Keyglass.'),
  };
}
