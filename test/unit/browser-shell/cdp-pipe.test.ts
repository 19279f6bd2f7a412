import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openCdpPipe, readMessages } from '../../../main/browser-shell/cdp-pipe.ts';

/** A pipe whose far end the test holds: `sent` is what Chromium would have read, `say` what it answers. */
function aPipe() {
  const toChromium = new PassThrough();
  const fromChromium = new PassThrough();
  const pipe = openCdpPipe(toChromium, fromChromium);
  return {
    pipe,
    sent: () =>
      String(toChromium.read() ?? '')
        .split('\0')
        .slice(0, -1)
        .map((text) => JSON.parse(text)),
    say: (...chunks: readonly (string | Buffer)[]) => {
      for (const chunk of chunks) fromChromium.write(chunk);
    },
    hangUp: () => fromChromium.destroy(),
  };
}

describe('the debugging pipe', () => {
  it('sends commands ended by NUL, and gives each its own answer', async () => {
    const { pipe, sent, say } = aPipe();

    const first = pipe.browser.send('Browser.getVersion');
    const second = pipe.session('S1').send('Page.enable', { a: 1 });
    expect(sent()).toEqual([
      { id: 1, method: 'Browser.getVersion', params: {} },
      { id: 2, sessionId: 'S1', method: 'Page.enable', params: { a: 1 } },
    ]);
    say('{"id":2,"sessionId":"S1","result":{"two":2}}\0{"id":1,"result":{"one":1}}\0');

    expect(await first).toEqual({ one: 1 });
    expect(await second).toEqual({ two: 2 });
  });

  it('puts together a message that comes in pieces, even within a letter', async () => {
    const { pipe, say } = aPipe();
    const answer = pipe.browser.send('Browser.getVersion');
    const bytes = Buffer.from('{"id":1,"result":{"name":"é😀"}}\0');
    const middle = bytes.indexOf('😀') + 2;

    say(bytes.subarray(0, 5), bytes.subarray(5, middle), bytes.subarray(middle));

    expect(await answer).toEqual({ name: 'é😀' });
  });

  it('brings events to the session that they are for', async () => {
    const { pipe, say } = aPipe();
    const heard: unknown[] = [];
    pipe.browser.on('Target.x', (params) => heard.push(['browser', params]));
    pipe.session('S1').on('Target.x', (params) => heard.push(['S1', params]));
    pipe.session('S2').on('Target.x', (params) => heard.push(['S2', params]));

    say('{"method":"Target.x","sessionId":"S1","params":{"n":1}}\0{"method":"Target.x","params":{"n":2}}\0');
    await new Promise((resolve) => setImmediate(resolve));

    expect(heard).toEqual([
      ['S1', { n: 1 }],
      ['browser', { n: 2 }],
    ]);
  });

  it('rejects a command that Chromium refuses, with its reason', async () => {
    const { pipe, say } = aPipe();
    const answer = pipe.browser.send('Browser.nonsense');

    say('{"id":1,"error":{"code":-32601,"message":"not found"}}\0');

    await expect(answer).rejects.toThrow('Browser.nonsense: not found');
  });

  it('rejects what is unanswered, and what comes later, when Chromium is gone', async () => {
    const { pipe, hangUp } = aPipe();
    const answer = pipe.browser.send('Browser.getVersion');

    hangUp();

    await expect(answer).rejects.toThrow('Chromium is gone');
    await pipe.closed;
    await expect(pipe.browser.send('Browser.close')).rejects.toThrow('Chromium is gone');
  });
});

describe('messages from Chromium', () => {
  it('are passed over when they are too long or no JSON, and those behind them are read', () => {
    const source = new PassThrough();
    const received: unknown[] = [];
    readMessages(source, (message) => received.push(message), 100);
    const long = JSON.stringify({ method: 'x'.repeat(200) });
    source.emit('data', Buffer.from(long.slice(0, 90)));
    source.emit('data', Buffer.from(`${long.slice(90)}\0not JSON\0[]\0{"method":"a"}\0`));
    source.emit('data', Buffer.from('{"method":"b"}\0'));
    expect(received).toEqual([{ method: 'a' }, { method: 'b' }]);
  });
});
