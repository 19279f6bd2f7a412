import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Clock } from '../../main/collector/clock.ts';

/** What the scripted vendor answers, as data. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, in place of `json`. */
  readonly text?: string;
  /** The text is cut after so many characters; the answer looks complete to HTTP all the same. */
  readonly cutAfter?: number;
  readonly packing?: 'gzip' | 'deflate' | 'br';
  /** Writes on and on until the connection is closed from the other side. */
  readonly endless?: boolean;
  /** Sends the head and then nothing more. */
  readonly silentBody?: boolean;
  /** Closes the connection without an answer. */
  readonly hangUp?: boolean;
  /** Answers only after this has come about. */
  readonly after?: Promise<unknown>;
}

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ScriptedVendor {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly host: string;
  readonly requests: readonly SeenRequest[];
  /** These come first, one for each request, whatever it asks for. */
  enqueue(...answers: ScriptedAnswer[]): void;
  /** Resolves when the n-th request (from 1) has come in. */
  requestCame(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A vendor's API on loopback: real HTTP, answers by script. `answer` is asked whenever nothing is enqueued. The
 * `date` of its answers follows the clock, as a real vendor's follows the real one.
 */
export async function startScriptedVendor(
  answer: (request: SeenRequest) => ScriptedAnswer,
  clock?: Clock,
): Promise<ScriptedVendor> {
  const requests: SeenRequest[] = [];
  const queue: ScriptedAnswer[] = [];
  const arrivals: { count: number; resolve: () => void }[] = [];
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://vendor');
    const seen: SeenRequest = {
      method: incoming.method ?? '',
      path: url.pathname + url.search,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      ),
    };
    requests.push(seen);
    for (const arrival of arrivals) if (requests.length >= arrival.count) arrival.resolve();
    response.sendDate = clock === undefined;
    if (clock !== undefined) response.setHeader('date', new Date(clock.nowUs() / 1_000).toUTCString());
    void respond(response, queue.shift() ?? answer(seen));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    enqueue: (...answers) => void queue.push(...answers),
    requestCame: (count) =>
      requests.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => arrivals.push({ count, resolve })),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close').catch(() => undefined);
    },
  };
}

async function respond(response: ServerResponse, answer: ScriptedAnswer): Promise<void> {
  if (answer.after !== undefined) await answer.after;
  if (answer.hangUp) {
    response.socket?.destroy();
    return;
  }
  if (answer.text === undefined) response.setHeader('content-type', 'application/json; charset=utf-8');
  if (answer.packing !== undefined) response.setHeader('content-encoding', answer.packing);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.writeHead(answer.status ?? 200);
  if (answer.endless) return writeEndlessly(response);
  if (answer.silentBody) return response.flushHeaders();
  const text = answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json));
  response.end(pack(text.slice(0, answer.cutAfter), answer.packing));
}

function pack(text: string, packing: ScriptedAnswer['packing']): Buffer {
  const bytes = Buffer.from(text);
  switch (packing) {
    case 'gzip':
      return gzipSync(bytes);
    case 'deflate':
      return deflateSync(bytes);
    case 'br':
      return brotliCompressSync(bytes);
    default:
      return bytes;
  }
}

async function writeEndlessly(response: ServerResponse): Promise<void> {
  response.on('error', () => undefined);
  response.write('["');
  while (!response.destroyed) {
    if (!response.write('x'.repeat(16_384)))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    else await delay(0);
  }
}
