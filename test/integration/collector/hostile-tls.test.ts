import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createProxy } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDispatcher, sendRequest } from '../../../main/collector/http-request.ts';
import { startScriptedVendor } from '../../helpers/scripted-vendor.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aCollector, type Collector } from './a-collector.ts';
import { type MadeCertificate, makeAuthority, makeCertificate } from './made-certificates.ts';
import { doorVendor } from './made-up-vendor.ts';

const authority = makeAuthority();
const good = authority.sign({ name: 'doors', hosts: ['localhost', '127.0.0.1'] });

interface Server {
  readonly url: string;
  readonly headers: Record<string, unknown>[];
  close(): Promise<void>;
}

async function serve(options: ServerOptions): Promise<Server> {
  const headers: Record<string, unknown>[] = [];
  const server = createServer(options, (request, response) => {
    headers.push(request.headers);
    response.setHeader('content-type', 'application/json').end('[]');
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    headers,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function ask(url: string, authorities?: readonly string[]) {
  const dispatcher = createDispatcher(authorities);
  const answer = await sendRequest(
    { method: 'GET', url: `${url}/`, headers: { authorization: 'never-sent' } },
    {
      timeoutMs: 10_000,
      maxAnswerBytes: 1_000,
      allowedOrigins: [url],
      signal: new AbortController().signal,
      dispatcher,
    },
  );
  await dispatcher.close();
  return answer;
}

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
beforeAll(async () => {
  folder = await aTemporaryFolder();
});
afterAll(() => folder.remove());

describe('a server that can’t prove who it is', () => {
  const cases: readonly (readonly [string, MadeCertificate, RegExp])[] = [
    [
      'vouches for itself',
      makeCertificate({ name: 'doors', hosts: ['127.0.0.1'] }),
      /nobody trusted vouches/,
    ],
    ['has an unknown issuer', good, /nobody trusted vouches/],
  ];
  it.each(cases)('is sent nothing where its certificate %s', async (_what, certificate, message) => {
    const server = await serve(certificate);
    expect(await ask(server.url)).toMatchObject({
      kind: 'failed',
      mayPass: false,
      error: { kind: 'tls-problem', message: expect.stringMatching(message) },
    });
    expect(server.headers).toEqual([]);
    await server.close();
  });

  it.each([
    ['has expired', { hosts: ['127.0.0.1'], to: '2021-01-01' }, /has expired or has not begun/],
    ['has not begun', { hosts: ['127.0.0.1'], from: '2110-01-01' }, /has expired or has not begun/],
    ['is for another host', { hosts: ['api.example.com'] }, /belongs to another name/],
    ['is for no host', {}, /belongs to another name/],
  ])(
    'is sent nothing where its certificate %s, though a trusted authority signed it',
    async (_what, form, message) => {
      const server = await serve(authority.sign({ name: 'doors', ...form }));
      expect(await ask(server.url, [authority.cert])).toMatchObject({
        kind: 'failed',
        mayPass: false,
        error: { kind: 'tls-problem', message: expect.stringMatching(message) },
      });
      expect(server.headers).toEqual([]);
      await server.close();
    },
  );

  it.each(['TLSv1', 'TLSv1.1'] as const)(
    'is sent nothing where it speaks no more than %s',
    async (version) => {
      const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      const server = await serve({ ...good, ...old });
      expect(await ask(server.url, [authority.cert])).toMatchObject({ error: { kind: 'tls-problem' } });
      expect(server.headers).toEqual([]);
      await server.close();
    },
  );

  it('is asked where all is well', async () => {
    const server = await serve(good);
    expect(await ask(server.url, [authority.cert])).toMatchObject({ kind: 'answered', json: [] });
    await server.close();
  });
});

describe('variables of the environment', () => {
  /** Asks in a process of its own; `other` is what another client there gets, which shows that the variables are in force. */
  async function askInProcess(url: string, environment: Readonly<Record<string, string>>) {
    const script = join(folder.path, 'ask.ts');
    const module = resolve(import.meta.dirname, '../../../main/collector/http-request.ts');
    await writeFile(
      script,
      `import { createDispatcher, sendRequest } from ${JSON.stringify(module)};
const url = process.argv[2] ?? '';
const answer = await sendRequest({ method: 'GET', url, headers: { authorization: 'never-sent' } }, {
  timeoutMs: 10_000, maxAnswerBytes: 1_000, allowedOrigins: [new URL(url).origin],
  signal: new AbortController().signal, dispatcher: createDispatcher() });
const other = await fetch(url).then(() => 'answered', () => 'failed');
console.log(JSON.stringify({ answer, other }));
process.exit();
`,
    );
    const env = { ...process.env, NO_PROXY: '', no_proxy: '', ...environment };
    const ended = await promisify(execFile)(process.execPath, ['--tls-min-v1.0', script, url], { env });
    return JSON.parse(ended.stdout) as { readonly answer: unknown; readonly other: string };
  }

  it('do not switch the checking off', async () => {
    const server = await serve(good);
    const { answer, other } = await askInProcess(server.url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(answer).toMatchObject({ kind: 'failed', error: { kind: 'tls-problem' } });
    expect(other).toBe('answered');
    expect(server.headers.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
    await server.close();
  });

  it('put no proxy in between', async () => {
    const vendor = await startScriptedVendor(() => ({ json: [] }));
    let proxied = 0;
    const proxy = createProxy((socket) => {
      proxied++;
      socket.destroy();
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { answer, other } = await askInProcess(`${vendor.url}/`, {
      HTTP_PROXY: url,
      http_proxy: url,
      HTTPS_PROXY: url,
      ALL_PROXY: url,
      NODE_USE_ENV_PROXY: '1',
    });
    expect(answer).toMatchObject({ kind: 'answered' });
    expect(other).toBe('failed');
    expect(proxied).toBeGreaterThan(0);
    expect(vendor.requests).toHaveLength(1);
    proxy.close();
    await vendor.close();
  });
});

describe('a file with an own certificate authority', () => {
  let collector: Collector;
  let server: Server;
  const path = (name: string) => join(folder.path, name);
  const draft = (caFile: string) => ({
    vendor: 'doors',
    name: 'North gate',
    url: server.url,
    settings: { caFile },
    credentials: { key: 'key-of-the-north-gate' },
    streams: {},
    credentialsExpireAtUs: null,
  });

  beforeEach(async () => {
    collector = await aCollector({ vendors: [doorVendor()] });
    server = await serve(good);
    await writeFile(path('ca.pem'), `An ordinary comment\n${authority.cert}`);
  });
  afterEach(async () => {
    await collector.remove();
    await server.close();
  });

  it('lets its source be tested and collected from', async () => {
    const tested = await collector.service.test({ sourceId: null, draft: draft(path('ca.pem')) });
    expect(tested.ok && tested.value[0]?.message).toMatch(/^Connected/);
    const added = await collector.service.add(draft(path('ca.pem')));
    expect(added.ok && (await collector.collect(added.value.sourceId))).toEqual([null]);
  });

  it('counts for no other source', async () => {
    const added = await collector.service.add(draft(path('ca.pem')));
    expect(added.ok && (await collector.collect(added.value.sourceId))).toEqual([null]);
    const other = await collector.add(server.url, { name: 'South gate' });
    expect(await collector.collect(other)).toMatchObject([{ kind: 'tls-problem' }]);
  });

  it('is missed aloud when it is gone later, and nothing is sent without it', async () => {
    await writeFile(path('gone.pem'), authority.cert);
    const added = await collector.service.add(draft(path('gone.pem')));
    const sourceId = added.ok ? added.value.sourceId : '';
    await rm(path('gone.pem'));
    const asked = server.headers.length;
    expect(await collector.collect(sourceId)).toMatchObject([
      { kind: 'tls-problem', message: expect.stringMatching(/gone\.pem, is not there\. Nothing was sent/) },
    ]);
    const tested = await collector.service.test({ sourceId, draft: draft(path('gone.pem')) });
    expect(tested).toMatchObject({ ok: false, error: { kind: 'tls-problem' } });
    expect(server.headers.length).toBe(asked);
    await writeFile(path('gone.pem'), authority.cert);
    expect(await collector.collect(sourceId)).toEqual([null]);
  });

  it('may be in the binary form that Windows exports', async () => {
    const der = Buffer.from(authority.cert.replaceAll(/-----.*-----|\n/g, ''), 'base64');
    await writeFile(path('ca.cer'), der);
    const added = await collector.service.add(draft(path('ca.cer')));
    expect(added.ok && (await collector.collect(added.value.sourceId))).toEqual([null]);
  });

  it.each([
    ['missing.pem', null, /missing\.pem, is not there/],
    ['text.pem', 'no certificate at all', /holds no certificate/],
    ['empty.pem', '', /holds no certificate/],
    ['broken.pem', authority.cert.replace(/.{64}\n/, 'AAAA\n'), /holds no certificate that can be read/],
    ['key.pem', good.key, /holds no certificate/],
    [
      'old.pem',
      makeCertificate({ name: 'Old Works CA', to: '2021-01-01' }).cert,
      /“Old Works CA”, which expired on 2021-01-01/,
    ],
    [
      'early.pem',
      makeCertificate({ name: 'New Works CA', from: '2110-01-01' }).cert,
      /“New Works CA”, which is not valid before 2110-01-01/,
    ],
    ['large.pem', 'x'.repeat(2_000_000), /is too large/],
  ])('is refused when it is saved as %s', async (name, content, message) => {
    if (content !== null) await writeFile(path(name), content);
    expect(await collector.service.add(draft(path(name)))).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', message: expect.stringMatching(message) },
    });
  });

  it('is refused where it is a folder, a part of a path, or may not be read', async () => {
    await mkdir(path('folder.pem'), { recursive: true });
    expect(await collector.service.add(draft(path('folder.pem')))).toMatchObject({
      error: { message: expect.stringMatching(/is a folder/) },
    });
    expect(await collector.service.add(draft('ca.pem'))).toMatchObject({
      error: { message: expect.stringMatching(/is not a whole path/) },
    });
    if (process.getuid?.() === 0) return;
    await writeFile(path('closed.pem'), authority.cert);
    await chmod(path('closed.pem'), 0);
    expect(await collector.service.add(draft(path('closed.pem')))).toMatchObject({
      error: { message: expect.stringMatching(/may not be read/) },
    });
  });
});
