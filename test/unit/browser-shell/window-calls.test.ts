import { describe, expect, it } from 'vitest';
import type { AppHost } from '../../../main/app/app-host.ts';
import { CALL_BINDING } from '../../../main/browser-shell/bridge-script.ts';
import type { CdpSession } from '../../../main/browser-shell/cdp-session.ts';
import { carryCalls } from '../../../main/browser-shell/window-calls.ts';

const ORIGIN = 'https://keyglass.invalid';

/** A page of Chromium as the protocol shows it, and a host that notes what reached it. */
async function aPage() {
  const listeners = new Map<string, ((params: unknown) => void)[]>();
  const delivered: unknown[] = [];
  const reached: string[] = [];
  const session: CdpSession = {
    send: async (method, params) => {
      if (method === 'Runtime.callFunctionOn') delivered.push(params);
      return method === 'Page.getFrameTree' ? { frameTree: { frame: { id: 'main' } } } : {};
    },
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
  };
  const host: AppHost = {
    handle: async (name) => {
      reached.push(name);
      return { ok: true, value: {} };
    },
    clearClipboard: async () => {},
    close: async () => {},
  };
  const window = await carryCalls(session, host, ORIGIN);
  const emit = (event: string, params: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(params);
  };
  return {
    window,
    reached,
    delivered,
    emit,
    opens: (id: number, context: { origin?: string; frameId?: string; isDefault?: boolean } = {}) => {
      const { origin = ORIGIN, frameId = 'main', isDefault = true } = context;
      emit('Runtime.executionContextCreated', { context: { id, origin, auxData: { frameId, isDefault } } });
    },
    calls: (executionContextId: number, payload: string, name = CALL_BINDING) =>
      emit('Runtime.bindingCalled', { name, payload, executionContextId }),
  };
}

const call = JSON.stringify({ id: 1, name: 'app.info', input: {} });

describe('who may call through the browser shell', () => {
  it('is the page itself: its main frame, at our origin, in its own world', async () => {
    const page = await aPage();
    page.opens(1);
    page.calls(1, call);
    expect(page.reached).toEqual(['app.info']);
  });

  it.each([
    ['a frame within the page', { frameId: 'inner' }],
    ['another origin', { origin: 'https://example.com' }],
    ['an origin that begins like ours', { origin: `${ORIGIN}.example.com` }],
    ['no origin, as about:blank has', { origin: '' }],
    ['a world of its own, as an extension has', { isDefault: false }],
  ])('is not %s', async (_who, context) => {
    const page = await aPage();
    page.opens(1);
    page.opens(2, context);
    page.calls(2, call);
    page.calls(99, call);
    expect(page.reached).toEqual([]);
  });

  it('is not a page that is gone, nor another binding', async () => {
    const page = await aPage();
    page.opens(1);
    page.calls(1, call, 'someOtherBinding');
    page.emit('Runtime.executionContextDestroyed', { executionContextId: 1 });
    page.calls(1, call);
    page.opens(2);
    page.emit('Runtime.executionContextsCleared', {});
    page.calls(2, call);
    expect(page.reached).toEqual([]);
  });

  it.each(['', 'no JSON', 'null', '[]', '{"id":"1","name":"app.info"}', '{"id":1}', '{"id":1,"name":{}}'])(
    'says nothing that the bridge can’t have written: %s',
    async (payload) => {
      const page = await aPage();
      page.opens(1);
      page.calls(1, payload);
      expect(page.reached).toEqual([]);
    },
  );

  it('hears events only where it may call', async () => {
    const page = await aPage();
    page.opens(2, { origin: 'https://example.com' });
    page.window.send('sources.changed', { sources: [] });
    expect(page.delivered).toEqual([]);
    page.opens(1);
    page.window.send('sources.changed', { sources: [] });
    expect(page.delivered).toMatchObject([{ executionContextId: 1 }]);
  });
});
