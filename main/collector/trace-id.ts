import type { AnswerHeaders } from './answer.ts';

/** Under these names vendors, and the gateways before them, send the id of a request. */
const inHeaders = [
  'request-id',
  'x-request-id',
  'x-ms-request-id',
  'x-rqid',
  'x-correlation-id',
  'x-amzn-requestid',
  'x-trace-id',
  // Made by whoever asks: only where the vendor gave none of its own.
  'client-request-id',
];

/** The same in a refusal's body: of Microsoft Graph, of its login, of Hanzo. */
const inBody = [
  ['error', 'innerError', 'request-id'],
  ['error', 'innererror', 'request-id'],
  ['reqId'],
  ['trace_id'],
];

/**
 * The id by which the vendor's support finds a request that was refused; null where neither body nor headers have one
 * that looks like an id. Nothing else of the body is taken: it may hold anything.
 */
export function traceIdOf(headers: AnswerHeaders, body: unknown): string | null {
  const found = [...inBody.map((path) => valueAt(body, path)), ...inHeaders.map((name) => headers[name])];
  return found.find(isTraceId) ?? null;
}

function isTraceId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9._:-]{1,100}$/.test(value);
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  let value = body;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
