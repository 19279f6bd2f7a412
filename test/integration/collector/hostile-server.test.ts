import type { Socket } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../main/collector/answer.ts';
import { createDispatcher, type SendOptions, sendRequest } from '../../../main/collector/http-request.ts';
import { countUnpacked } from './count-unpacked.ts';
import { keepWriting, type RawServer, startRawServer } from './raw-server.ts';

const token = 'token-that-must-not-get-out';
const dispatcher = createDispatcher();
const opened: RawServer[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});
afterAll(() => dispatcher.destroy());

async function serve(answer: (socket: Socket) => void): Promise<RawServer> {
  const server = await startRawServer(answer);
  opened.push(server);
  return server;
}

async function ask(answer: (socket: Socket) => void, options: Partial<SendOptions> = {}): Promise<Answer> {
  return askServer(await serve(answer), options);
}

function askServer({ url }: RawServer, options: Partial<SendOptions> = {}): Promise<Answer> {
  return sendRequest(
    { method: 'GET', url: `${url}/first`, headers: { authorization: token } },
    {
      timeoutMs: 10_000,
      maxAnswerBytes: 1_000_000,
      allowedOrigins: [url],
      signal: new AbortController().signal,
      dispatcher,
      ...options,
    },
  );
}

const head = 'HTTP/1.1 200 OK\r\n';

/** An answer with a body of these bytes, packed as it says. */
function packed(bytes: Uint8Array, encoding: string) {
  return (socket: Socket) => {
    socket.write(`${head}content-encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n\r\n`);
    socket.write(bytes);
  };
}

function failure(message: RegExp, kind = 'unexpected-response') {
  return { kind: 'failed', error: { kind, message: expect.stringMatching(message) } };
}

describe('a body that is packed to harm', () => {
  const zeros = Buffer.alloc(200_000_000, ' ');
  const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  it.each([
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros, quickly)],
  ])('of %s is unpacked no further than an answer may be long', async (encoding, bomb) => {
    expect(zeros.length / bomb.length).toBeGreaterThan(900);
    const unpacked = countUnpacked();
    expect(await ask(packed(bomb, encoding))).toMatchObject(failure(/more than 1 MB in one answer/));
    expect(unpacked.bytes).toBeGreaterThan(1_000_000);
    expect(unpacked.bytes).toBeLessThan(2_000_000);
  });

  it.each([
    'gzip, gzip',
    'br, gzip',
    'gzip, identity',
    'compress',
    'zstd',
    'gzip;q=1',
    `${'gzip, '.repeat(20)}gzip`,
  ])('in layers or in another way is not unpacked at all: %s', async (encoding) => {
    expect(await ask(packed(gzipSync(gzipSync('[]')), encoding))).toMatchObject(
      failure(/packing that was not asked for/),
    );
  });

  it('is counted over all its members', async () => {
    const member = gzipSync(Buffer.alloc(600_000, ' '));
    expect(await ask(packed(Buffer.concat([member, member]), 'gzip'))).toMatchObject(
      failure(/more than 1 MB/),
    );
  });
});

describe('headers without measure', () => {
  it.each([
    ['one of a megabyte', `x-a: ${'a'.repeat(1_000_000)}\r\n`],
    ['a hundred thousand', 'x-a: b\r\n'.repeat(100_000)],
  ])('are refused: %s', async (_what, headers) => {
    expect(await ask((socket) => socket.write(`${head}${headers}\r\n[]`))).toMatchObject(
      failure(/more headers/),
    );
  });

  it('are read in a number that is only unusual', async () => {
    const some = Array.from({ length: 1_000 }, (_, index) => `x-${index}: a\r\n`).join('');
    const answer = await ask((socket) => socket.write(`${head}${some}content-length: 2\r\n\r\n[]`));
    expect(answer).toMatchObject({ kind: 'answered', json: [] });
  });
});

describe('an answer that takes for ever', () => {
  const slow: readonly (readonly [string, (socket: Socket) => void])[] = [
    [
      'trickles a byte now and then',
      (socket) => {
        socket.write(`${head}content-length: 100000\r\n\r\n[`);
        keepWriting(socket, ' ', 20);
      },
    ],
    [
      'never ends its headers',
      (socket) => {
        socket.write(head);
        keepWriting(socket, 'x-a: b\r\n', 200);
      },
    ],
    [
      'sends one early hint after the other',
      (socket) => {
        keepWriting(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(100));
      },
    ],
    [
      'sends chunks of one byte',
      (socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
        keepWriting(socket, '1\r\n \r\n', 20);
      },
    ],
    [
      'never ends the extension of a chunk',
      (socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n2;a=`);
        keepWriting(socket, 'a'.repeat(1_000));
      },
    ],
    [
      'never ends its trailers',
      (socket) => {
        socket.write(`${head}transfer-encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n`);
        keepWriting(socket, 'x-a: b\r\n', 200);
      },
    ],
  ];
  it.each(slow)('is left when the time for all of it is over, where it %s', async (_what, answer) => {
    expect(await ask(answer, { timeoutMs: 300 })).toMatchObject(
      failure(/did not answer completely/, 'vendor-unreachable'),
    );
  });

  it('is left where it trickles the reason of a refusal, which is told nevertheless', async () => {
    const trickle = (socket: Socket) => {
      socket.write('HTTP/1.1 500 Oh\r\ncontent-length: 100000\r\n\r\n{');
      keepWriting(socket, ' ', 20);
    };
    // Time enough for the status to come on a busy machine: without it there is no refusal to tell.
    const answer = await ask(trickle, { timeoutMs: 2_500 });
    expect(answer).toMatchObject({ kind: 'answered', status: 500, json: undefined });
  });
});

describe('an answer that breaks the rules of HTTP', () => {
  const kinds: readonly (readonly [string, string, unknown])[] = [
    ['is longer than it says', `${head}content-length: 3\r\n\r\n[1,2,3]`, failure(/cut off/)],
    [
      'says two lengths',
      `${head}content-length: 3\r\ncontent-length: 7\r\n\r\n[1,2,3]`,
      failure(/broke off|HTTP/, expect.anything() as string),
    ],
    ['says a negative length', `${head}content-length: -3\r\n\r\n[1]`, failure(/no proper HTTP/)],
    [
      'says a length and chunks',
      `${head}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n`,
      failure(/broke off|HTTP/, expect.anything() as string),
    ],
    ['is none', 'SSH-2.0-OpenSSH_9.9\r\n', failure(/no proper HTTP/)],
    [
      'changes the protocol',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n[]',
      failure(/broke off/, 'vendor-unreachable'),
    ],
    [
      'brings another one along',
      `${head}content-length: 2\r\n\r\n[]${head}content-length: 9\r\n\r\n["other"]`,
      { kind: 'answered', json: [] },
    ],
  ];
  it.each(kinds)('is no harm where it %s', async (_what, text, expected) => {
    expect(await ask((socket) => socket.write(text))).toMatchObject(expected as object);
  });

  it('is cut off where it is shorter than it says', async () => {
    const answer = await ask((socket) => socket.end(`${head}content-length: 300\r\n\r\n[1,2,3]`));
    expect(answer).toMatchObject({ ...failure(/broke off/, 'vendor-unreachable'), mayPass: true });
  });

  it('takes no answer of one request for that of the next', async () => {
    let count = 0;
    const server = await serve((socket) => {
      count++;
      const own = `["${count}"]`;
      socket.write(
        `${head}content-length: ${own.length}\r\n\r\n${own}${head}content-length: 9\r\n\r\n["other"]`,
      );
    });
    for (const own of ['1', '2', '3'])
      expect(await askServer(server)).toMatchObject({ kind: 'answered', json: [own] });
  });
});

describe('where the credentials go', () => {
  const redirect = (location: string) => (socket: Socket) =>
    socket.write(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`);

  it('is nowhere else, however a redirect writes it', async () => {
    const other = await serve((socket) => socket.write(`${head}content-length: 2\r\n\r\n[]`));
    const { port } = new URL(other.url);
    let location = '';
    const server = await serve((socket) => redirect(location)(socket));
    const own = server.host;
    const elsewhere = [
      other.url,
      `//${other.host}/`,
      `/\\${other.host}/`,
      `\\\\${other.host}\\`,
      `http:\\\\${other.host}/`,
      `HTTP://${other.host}/`,
      `http://${own}@${other.host}/`,
      `http://${own}%40${other.host}/`,
      `http://user:word@${own}/`,
      `https://${own}/`,
      `http://127.0.0.1:${port}/`,
      `http://127.1:${port}/`,
      `http://2130706433:${port}/`,
      `http://[::1]:${new URL(server.url).port}/`,
      `http://localhost:${new URL(server.url).port}/`,
      `http://127.0.0.1.:${port}/`,
      'http://192.0.2.1/',
      'file:///etc/passwd',
      'data:application/json,[]',
      `blob:${server.url}/`,
      'ftp://127.0.0.1/',
      'javascript:1',
    ];
    for (location of elsewhere) {
      expect(await askServer(server), location).not.toMatchObject({ kind: 'answered', status: 200 });
    }
    expect(other.heads).toEqual([]);
    expect(server.heads).toHaveLength(elsewhere.length);
  });

  it('is the same server by another path', async () => {
    const server = await serve((socket) => {
      const isFirst = server.heads.length === 1;
      if (isFirst) redirect(`HTTP://${server.host}/second`)(socket);
      else socket.write(`${head}content-length: 2\r\n\r\n[]`);
    });
    expect(await askServer(server)).toMatchObject({ kind: 'answered', json: [] });
    expect(server.heads[1]).toMatch(/^GET \/second /);
  });

  it('is left where redirects go on', async () => {
    const server = await serve(redirect('/round'));
    expect(await askServer(server)).toMatchObject(failure(/more than 5 times/));
    expect(server.heads).toHaveLength(6);
  });

  it('does not wait for the body of a redirect', async () => {
    const server = await serve((socket) => {
      if (server.heads.length > 1) return void socket.write(`${head}content-length: 2\r\n\r\n[]`);
      socket.write('HTTP/1.1 307 Go on\r\nlocation: /second\r\ntransfer-encoding: chunked\r\n\r\n');
      keepWriting(socket, `4000\r\n${' '.repeat(0x4000)}\r\n`);
    });
    expect(await askServer(server)).toMatchObject({ kind: 'answered', json: [] });
  });
});
