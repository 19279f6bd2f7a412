import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDispatcher, type SendOptions, sendRequest } from '../../../main/collector/http-request.ts';
import { type ScriptedVendor, startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { selfSignedLocalhost } from './self-signed-localhost.ts';

const token = 'token-that-must-not-get-out';
const dispatcher = createDispatcher();
let vendor: ScriptedVendor;

beforeEach(async () => {
  vendor = await startScriptedVendor(() => ({ json: [{ a: 1 }] }));
});

afterEach(async () => {
  await vendor.close();
});

function get(path = '/', options: Partial<SendOptions> = {}) {
  return sendTo(vendor.url + path, { allowedOrigins: [vendor.url], ...options });
}

function sendTo(url: string, options: Partial<SendOptions> = {}) {
  const allowedOrigins = URL.canParse(url) ? [new URL(url).origin] : [];
  return sendRequest(
    { method: 'GET', url, headers: { authorization: token } },
    {
      timeoutMs: 10_000,
      maxAnswerBytes: 1_000_000,
      allowedOrigins,
      signal: new AbortController().signal,
      dispatcher,
      ...options,
    },
  );
}

describe('sending a request', () => {
  it('answers with the JSON and sends the headers', async () => {
    expect(await get('/x?from=1%2F2')).toMatchObject({ kind: 'answered', status: 200, json: [{ a: 1 }] });
    expect(vendor.requests[0]).toMatchObject({ path: '/x?from=1%2F2', headers: { authorization: token } });
  });

  it.each(['gzip', 'deflate', 'br'] as const)('unpacks %s', async (packing) => {
    vendor.enqueue({ json: ['é😀'], packing });
    expect(await get()).toMatchObject({ kind: 'answered', json: ['é😀'] });
  });

  it('keeps the digits of a long id', async () => {
    vendor.enqueue({ text: '[{"id": 12345678901234567890}]' });
    expect(await get()).toMatchObject({ json: [{ id: '12345678901234567890' }] });
  });

  it('reads an object, an empty list and a 204', async () => {
    vendor.enqueue({ json: { value: [] } }, { json: [] }, { status: 204, text: '' });
    expect(await get()).toMatchObject({ json: { value: [] } });
    expect(await get()).toMatchObject({ json: [] });
    expect(await get()).toMatchObject({ kind: 'answered', status: 204, json: null });
  });

  it('throws the body of an error away', async () => {
    vendor.enqueue({ status: 500, text: `you sent ${token}`, headers: { 'retry-after': '7' } });
    const answer = await get();
    expect(answer).toMatchObject({ status: 500, json: undefined, headers: { 'retry-after': '7' } });
    expect(JSON.stringify(answer)).not.toContain(token);
  });

  it('reads a large answer without holding up other work for long', async () => {
    vendor.enqueue({ json: Array.from({ length: 100_000 }, (_, id) => ({ id, text: 'x'.repeat(50) })) });
    let turns = 0;
    let isDone = false;
    const counting = (async () => {
      while (!isDone) {
        await nextTurn();
        turns++;
      }
    })();
    const answer = await get('/', { maxAnswerBytes: 50_000_000 });
    isDone = true;
    await counting;
    expect(answer.kind === 'answered' && (answer.json as unknown[]).length).toBe(100_000);
    expect(turns).toBeGreaterThan(10);
  });
});

describe('content that is not as it should be', () => {
  it.each([
    [
      'a web page',
      { text: '<!doctype html><p>Sign in', headers: { 'content-type': 'text/html' } },
      false,
      /web page/,
    ],
    [
      'a web page that says it is JSON',
      { text: '\n <html>', headers: { 'content-type': 'application/json' } },
      false,
      /web page/,
    ],
    ['other text', { text: 'all good' }, false, /not JSON/],
    ['nothing', { text: '' }, true, /empty/],
    ['cut-off JSON', { json: [{ a: 'secret-in-the-body' }, { b: 2 }], cutAfter: 30 }, true, /cut off/],
    ['a broken element', { text: '[{"a": secret-in-the-body}]' }, false, /not JSON/],
    ['two values', { text: '{"a":1}{"b":2}' }, false, /not JSON/],
    ['JSON nested without end', { text: '['.repeat(5_000) }, false, /nested/],
    ['JSON of 100,000 levels', { text: '['.repeat(100_000) + ']'.repeat(100_000) }, false, /nested/],
    [
      'damaged packing',
      { text: 'not packed at all', headers: { 'content-encoding': 'gzip' } },
      true,
      /damaged/,
    ],
    ['unknown packing', { text: '[]', headers: { 'content-encoding': 'zstd' } }, false, /packing/],
  ] as const)('says so of %s', async (_what, scripted, mayPass, message) => {
    vendor.enqueue(scripted);
    const answer = await get();
    expect(answer).toMatchObject({
      kind: 'failed',
      mayPass,
      error: { kind: 'unexpected-response', message: expect.stringMatching(message) },
    });
    expect(JSON.stringify(answer)).not.toContain('secret-in-the-body');
  });

  it('stops reading an answer without end', async () => {
    vendor.enqueue({ endless: true });
    expect(await get()).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringMatching(/more than 1 MB/) },
    });
  });

  it('counts the size after unpacking, so that a small bomb does no harm', async () => {
    vendor.enqueue({ text: ' '.repeat(5_000_000), packing: 'gzip' });
    expect(await get()).toMatchObject({ error: { message: expect.stringMatching(/more than 1 MB/) } });
  });
});

describe('where a request goes', () => {
  it('follows redirects on the same host, a few', async () => {
    vendor.enqueue(
      { status: 302, headers: { location: '/next' } },
      { status: 307, headers: { location: 'again' } },
    );
    expect(await get('/first')).toMatchObject({ kind: 'answered', json: [{ a: 1 }] });
    expect(vendor.requests.map(({ path }) => path)).toEqual(['/first', '/next', '/again']);
  });

  it('does not go round in circles', async () => {
    vendor.enqueue(...Array.from({ length: 9 }, () => ({ status: 302, headers: { location: '/' } })));
    expect(await get()).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringMatching(/more than 5/) },
    });
    expect(vendor.requests).toHaveLength(6);
  });

  it('refuses a redirect to another host, names only the hosts, and sends nothing there', async () => {
    const other = await startScriptedVendor(() => ({ json: [] }));
    vendor.enqueue({ status: 302, headers: { location: `${other.url}/?q=secret-in-the-query` } });
    const answer = await get();
    expect(answer).toMatchObject({ kind: 'failed', mayPass: false, error: { kind: 'unexpected-response' } });
    expect(JSON.stringify(answer)).toContain(other.host);
    expect(JSON.stringify(answer)).not.toContain('secret-in-the-query');
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('refuses a host that is not the source’s own', async () => {
    const answer = await get('/', { allowedOrigins: ['https://api.example.com'] });
    expect(answer).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringMatching(/not the source's own/) },
    });
    expect(vendor.requests).toEqual([]);
  });

  it('sends nothing over plain http to another machine', async () => {
    expect(await sendTo('http://192.0.2.1/')).toMatchObject({
      kind: 'failed',
      error: { kind: 'insecure-address' },
    });
  });

  it('names what is wrong with a credential that cannot be sent, without showing it', async () => {
    const answer = await sendRequest(
      { method: 'GET', url: vendor.url, headers: { authorization: `${token}\nx` } },
      {
        timeoutMs: 1_000,
        maxAnswerBytes: 10,
        allowedOrigins: [vendor.url],
        signal: new AbortController().signal,
        dispatcher,
      },
    );
    expect(answer).toMatchObject({ kind: 'failed', mayPass: false, error: { kind: 'invalid-input' } });
    expect(JSON.stringify(answer)).not.toContain(token);
  });
});

describe('a network that fails', () => {
  it('says that a connection was refused', async () => {
    await vendor.close();
    expect(await get()).toMatchObject({
      mayPass: true,
      error: { message: expect.stringMatching(/refused/) },
    });
  });

  it('says that a name is unknown', async () => {
    expect(await sendTo('https://no-such-host.invalid/')).toMatchObject({
      mayPass: true,
      error: { kind: 'vendor-unreachable', message: expect.stringContaining('no-such-host.invalid') },
    });
  });

  it('says that the connection broke off', async () => {
    vendor.enqueue({ hangUp: true });
    expect(await get()).toMatchObject({
      mayPass: true,
      error: { message: expect.stringMatching(/broke off/) },
    });
  });

  it('waits neither for the head nor for the body longer than it may', async () => {
    vendor.enqueue({ after: new Promise(() => undefined) }, { silentBody: true });
    for (let i = 0; i < 2; i++) {
      expect(await get('/', { timeoutMs: 100 })).toMatchObject({
        mayPass: true,
        error: { kind: 'vendor-unreachable', message: expect.stringMatching(/did not answer completely/) },
      });
    }
  });

  it('ends at once when it is cancelled', async () => {
    vendor.enqueue({ silentBody: true });
    const stop = new AbortController();
    const answer = get('/', { signal: stop.signal });
    await vendor.requestCame(1);
    stop.abort();
    expect(await answer).toEqual({ kind: 'cancelled' });
  });

  it('does not trust a certificate that vouches for itself', async () => {
    const server = createServer(selfSignedLocalhost, (_request, response) => void response.end('[]'));
    server.listen(0, 'localhost');
    await once(server, 'listening');
    const answer = await sendTo(`https://localhost:${(server.address() as AddressInfo).port}/`);
    expect(answer).toMatchObject({
      kind: 'failed',
      mayPass: false,
      error: { kind: 'tls-problem', message: expect.stringMatching(/self-signed/) },
    });
    server.close();
  });

  it('says that the other side does not speak https', async () => {
    expect(await sendTo(`https://${vendor.host}/`)).toMatchObject({
      kind: 'failed',
      mayPass: false,
      error: { kind: 'tls-problem' },
    });
  });
});
