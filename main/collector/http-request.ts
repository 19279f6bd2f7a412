import { createSecureContext } from 'node:tls';
import { Agent, type Dispatcher, request as send } from 'undici';
import { appError } from '../../shared/app-error.ts';
import { checkAddress, nameOfOther, originOf } from './address.ts';
import type { Answer, AnswerHeaders } from './answer.ts';
import { explainNetworkFailure, explainTimeout, networkErrorCode } from './network-failure.ts';
import { acceptedEncodings, readAnswerBody } from './read-answer-body.ts';
import { readRefusalBody } from './read-refusal-body.ts';
import type { HttpRequest } from './stream-definition.ts';

export interface SendOptions {
  readonly timeoutMs: number;
  /** After decompression. */
  readonly maxAnswerBytes: number;
  /**
   * Where credentials may be sent to, as scheme, host and port (`originOf`). A request to any other is refused before
   * anything is sent: an address that came out of an answer must not carry the token away.
   */
  readonly allowedOrigins: readonly string[];
  readonly signal: AbortSignal;
  readonly dispatcher: Dispatcher;
}

const maxRedirects = 5;
/** A body that nobody reads is drained up to here, so that the connection can be used again. */
const drainedBytes = 64 * 1024;

/** All headers of an answer together. */
const maxHeaderBytes = 32 * 1024;

/**
 * Keeps connections open between requests. Close it when no more requests will come. `authorities` are certificates
 * (PEM) that may vouch for a server, in place of those that Node trusts.
 *
 * What matters is said here rather than left to defaults, which the environment may change: a certificate is always
 * checked (whatever NODE_TLS_REJECT_UNAUTHORIZED says), TLS is 1.2 at least, and no proxy of a variable stands between.
 */
export function createDispatcher(authorities?: readonly string[]): Dispatcher {
  // Made once: reading some hundred certificates for every connection would cost more than the connection.
  const ca = authorities === undefined ? {} : { ca: [...authorities] };
  const secureContext = createSecureContext({ minVersion: 'TLSv1.2', ...ca });
  return new Agent({
    connect: { timeout: 20_000, rejectUnauthorized: true, secureContext },
    keepAliveTimeout: 4_000,
    maxHeaderSize: maxHeaderBytes,
  });
}

/**
 * Sends one request and reads the answer as JSON, within `timeoutMs` for everything together. Never rejects: what
 * goes wrong on the network, in TLS or in the content is a failed answer in plain words. Redirects are followed
 * within the same scheme, host and port only, with the same method.
 */
export async function sendRequest(request: HttpRequest, options: SendOptions): Promise<Answer> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([deadline, options.signal]);
  let host = '';
  try {
    let current = request;
    for (let redirects = 0; ; redirects++) {
      const address = checkAddress(current.url);
      if (!address.ok) return { kind: 'failed', error: address.error, mayPass: false };
      host = address.value.host;
      const origin = originOf(current.url);
      if (origin === null || !options.allowedOrigins.includes(origin)) {
        return refuseAddress(current.url, options.allowedOrigins);
      }
      const answer = await sendOnce(current, options, signal, host);
      if (!('redirectTo' in answer)) return answer;
      if (redirects === maxRedirects) return tooManyRedirects(host);
      current = { ...current, url: new URL(answer.redirectTo, current.url).href };
    }
  } catch (error) {
    if (options.signal.aborted) return { kind: 'cancelled' };
    if (deadline.aborted) return { kind: 'failed', ...explainTimeout(host, options.timeoutMs) };
    return { kind: 'failed', ...explainNetworkFailure(networkErrorCode(error), host) };
  }
}

async function sendOnce(
  request: HttpRequest,
  options: SendOptions,
  signal: AbortSignal,
  host: string,
): Promise<Answer | { readonly redirectTo: string }> {
  const response = await send(request.url, {
    method: request.method,
    headers: { 'user-agent': 'Keyglass', 'accept-encoding': acceptedEncodings, ...request.headers },
    body: request.body ?? null,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    signal,
    dispatcher: options.dispatcher,
  });
  // A body that is left before its end says so with an error event, which ends the process if nobody listens.
  response.body.on('error', () => undefined);
  const status = response.statusCode;
  const headers = plainHeaders(response.headers);
  if (status >= 200 && status < 300) {
    return await readAnswerBody(status, headers, response.body, host, options.maxAnswerBytes);
  }
  const location = headers.location;
  const isFollowed = request.method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  if (!isFollowed.includes(status) || location === undefined || !URL.canParse(location, request.url)) {
    const json = await readRefusalBody(headers, response.body);
    return { kind: 'answered', status, headers, json, bytes: 0 };
  }
  await response.body.dump({ limit: drainedBytes }).catch(() => undefined);
  const target = new URL(location, request.url).href;
  return originOf(target) === originOf(request.url)
    ? { redirectTo: location }
    : refuseRedirect(host, nameOfOther(target, request.url));
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): AnswerHeaders {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

function refuseRedirect(host: string, other: string): Answer {
  const error = appError(
    'unexpected-response',
    `${host} sent the request on to ${other}. The credentials were not sent there.`,
    'Check the base URL. If the API has moved, enter its new address.',
  );
  return { kind: 'failed', error, mayPass: false };
}

function refuseAddress(url: string, allowedOrigins: readonly string[]): Answer {
  const [own = url] = allowedOrigins;
  const error = appError(
    'unexpected-response',
    `The next page was said to be at ${nameOfOther(url, own)}, which is not the source's own host (${new URL(own).host}). Nothing was sent there.`,
    'Check the base URL. If the API has moved, enter its new address.',
  );
  return { kind: 'failed', error, mayPass: false };
}

function tooManyRedirects(host: string): Answer {
  const error = appError(
    'unexpected-response',
    `${host} sent the request on more than ${maxRedirects} times.`,
    'Check the base URL: a sign-in page may answer in place of the API.',
  );
  return { kind: 'failed', error, mayPass: false };
}
