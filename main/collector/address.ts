import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';

/** Whether a URL's `hostname` can only mean this machine. The URL parser has already written 127.1 as 127.0.0.1. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/**
 * Scheme, host and port of an address, which credentials belong to: what was entered for one is for no other, and not
 * for plain http on the same host either. Null for what is no web address, and for one with a user name in it.
 */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, username, password } = new URL(address);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && username === '' && password === '' ? `${protocol}//${host}` : null;
}

/** How an address differs from the one that was expected, for people: by its host, or by scheme and host. Never more of it. */
export function nameOfOther(address: string, expected: string): string {
  if (!URL.canParse(address)) return 'an address that can’t be read';
  const { protocol, host, username, password } = new URL(address);
  if (host === '') return `an address that begins with ${protocol}`;
  if (username !== '' || password !== '') return `${host}, with a user name in the address`;
  return host === new URL(expected).host ? `${protocol}//${host}` : host;
}

/**
 * The address, if credentials may be sent there: https, or http to this very machine. The error names the host and
 * nothing else of the address, since a path or query may hold a token.
 */
export function checkAddress(address: string): Result<URL, AppError> {
  if (!URL.canParse(address)) {
    return failed(
      appError(
        'invalid-input',
        'The base URL is not a web address.',
        'Enter it with its beginning and its host, as in https://api.example.com.',
      ),
    );
  }
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return failed(
      appError(
        'invalid-input',
        'The base URL is not an https address.',
        'Enter an address that begins with https://.',
      ),
    );
  }
  if (url.username !== '' || url.password !== '') {
    return failed(
      appError(
        'invalid-input',
        `The base URL of ${url.host} has a user name or password in it, which would be stored in clear.`,
        'Take the part before the @ out of the address and enter it under the credentials.',
      ),
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return failed(
      appError(
        'insecure-address',
        `The address of ${url.host} is plain http: anyone on the way could read the credentials. Nothing was sent.`,
        'Use the https address. Plain http is accepted for this machine only (localhost, 127.0.0.1, ::1).',
      ),
    );
  }
  return ok(url);
}
