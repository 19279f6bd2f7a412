import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from '../collector/clock.ts';
import { createFaults, type Fault, type Faults, type FaultyRequest } from './faults.ts';

/** What a vendor's API answers: data that faults of kind `data` may change, or a refusal. */
export type VendorAnswer<Data> =
  | { readonly status: 200; readonly data: Data }
  | {
      readonly status: number;
      readonly refusal: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface VendorRequest extends FaultyRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty for a GET. */
  readonly body: string;
}

export interface ServedVendor<Data> {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly faults: Faults<Data>;
  /** The newest thousand requests, oldest first. */
  readonly requests: readonly VendorRequest[];
  close(): Promise<void>;
}

const KEPT_REQUESTS = 1_000;

/**
 * Serves one vendor's API on a free port of the loopback address; `answer` is the API, faults come on top. Answers
 * carry the clock's date, as the collector counts days by the vendor's clock.
 */
export async function serveVendor<Data>(
  answer: (request: VendorRequest) => VendorAnswer<Data>,
  clock: Clock,
): Promise<ServedVendor<Data>> {
  const faults = createFaults<Data>();
  const requests: VendorRequest[] = [];
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    if (request === null) return;
    requests.push(request);
    if (requests.length > KEPT_REQUESTS) requests.shift();
    response.setHeader('date', new Date(clock.nowUs() / US_PER_MS).toUTCString());
    void respond(response, request, faults.take(request), answer, stopped);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    requests,
    close: () =>
      new Promise((resolve) => {
        stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Null where the client left before its request was whole. */
async function readRequest(incoming: IncomingMessage): Promise<VendorRequest | null> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of incoming) pieces.push(piece as Buffer);
  } catch {
    return null;
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://127.0.0.1'),
    headers,
    body: Buffer.concat(pieces).toString('utf8'),
  };
}

async function respond<Data>(
  response: ServerResponse,
  request: VendorRequest,
  faults: readonly Fault<Data>[],
  answer: (request: VendorRequest) => VendorAnswer<Data>,
  stopped: Promise<void>,
): Promise<void> {
  for (const fault of faults) {
    if (fault.kind === 'slow') await Promise.race([fault.until, stopped]);
  }
  if (response.destroyed) return;
  const transport = faults.find((fault) => fault.kind !== 'data' && fault.kind !== 'slow');
  const given = answer(request);
  if (!('data' in given)) {
    for (const [name, value] of Object.entries(given.headers ?? {})) response.setHeader(name, value);
    return sendJson(response, request, given.status, given.refusal);
  }
  const data = faults.reduce(
    (left, fault) => (fault.kind === 'data' ? fault.change(left, request) : left),
    given.data,
  );
  if (transport === undefined) return sendJson(response, request, 200, data);
  sendFault(response, transport, JSON.stringify(data));
}

function sendJson(response: ServerResponse, request: VendorRequest, status: number, body: unknown): void {
  const json = JSON.stringify(body);
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    response.writeHead(status, headers).end(json);
    return;
  }
  response.writeHead(status, { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' });
  response.end(gzipSync(json));
}

function sendFault<Data>(response: ServerResponse, fault: Fault<Data>, json: string): void {
  const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };
  switch (fault.kind) {
    case 'status': {
      const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      response.writeHead(fault.status, { ...jsonHeaders, ...retry });
      response.end(fault.body ?? JSON.stringify({ message: `Made-up failure ${fault.status}` }));
      return;
    }
    case 'html':
      response.writeHead(fault.status ?? 200, { 'content-type': 'text/html' });
      response.end('<!doctype html><html><title>Sign in</title><body>Please sign in.</body></html>');
      return;
    case 'other-json':
      response.writeHead(200, jsonHeaders).end(JSON.stringify(fault.body));
      return;
    case 'cut-off-json':
      response.writeHead(200, jsonHeaders).end(json.slice(0, Math.max(1, Math.floor(json.length / 2))));
      return;
    case 'reset-before-answer':
      response.socket?.resetAndDestroy();
      return;
    case 'reset-in-body':
      response.writeHead(200, { ...jsonHeaders, 'content-length': String(Buffer.byteLength(json) + 1) });
      response.write(json.slice(0, Math.floor(json.length / 2)), () => response.socket?.resetAndDestroy());
      return;
    case 'reset-after-answer': {
      const length = String(Buffer.byteLength(json));
      const { socket } = response;
      response.writeHead(200, { ...jsonHeaders, connection: 'keep-alive', 'content-length': length });
      response.end(json, () => socket?.resetAndDestroy());
      return;
    }
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return;
    case 'endless-body':
      response.writeHead(200, jsonHeaders);
      writeEndlessly(response);
      return;
    case 'slow':
    case 'data':
      return;
  }
}

const ENDLESS_PIECE = `${' '.repeat(64 * 1_024)}\n`;

/** An array that never closes, as fast as the other side reads. */
function writeEndlessly(response: ServerResponse): void {
  const writeMore = () => {
    while (!response.destroyed && response.write(ENDLESS_PIECE));
  };
  response.on('drain', writeMore);
  response.on('error', () => response.destroy());
  response.write('[');
  writeMore();
}
