import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardContents, guardSession } from '../../../main/electron/navigation-guard.ts';

/** Contents of a window that can be told to go somewhere, and say whether they did. */
function guardedContents() {
  const events = new EventEmitter();
  let openHandler: ((details: { url: string }) => { action: string }) | undefined;
  const contents = Object.assign(events, {
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  });
  guardContents(contents as unknown as WebContents);
  return {
    goes: (event: string, details: object) => {
      let isPrevented = false;
      const preventDefault = () => {
        isPrevented = true;
      };
      events.emit(event, { ...details, preventDefault });
      return !isPrevented;
    },
    opens: (url: string) => openHandler?.({ url }).action,
  };
}

describe('the window’s page', () => {
  it('may be loaded again but goes nowhere else', () => {
    const contents = guardedContents();

    expect(contents.goes('will-navigate', { url: 'app://keyglass/' })).toBe(true);
    expect(contents.goes('will-navigate', { url: 'https://example.com/' })).toBe(false);
    expect(contents.goes('will-navigate', { url: 'file:///etc/passwd' })).toBe(false);
    expect(contents.goes('will-redirect', { url: 'https://example.com/' })).toBe(false);
    expect(contents.goes('will-frame-navigate', { url: 'app://keyglass/', isMainFrame: true })).toBe(true);
    expect(contents.goes('will-frame-navigate', { url: 'app://keyglass/', isMainFrame: false })).toBe(false);
    expect(contents.goes('will-attach-webview', {})).toBe(false);
  });

  it('opens no second window, not even of itself', () => {
    const contents = guardedContents();

    expect(contents.opens('https://example.com/')).toBe('deny');
    expect(contents.opens('app://keyglass/')).toBe('deny');
  });
});

/** The handlers that the guard installs, to be asked as Electron would ask them. */
function guardedSession() {
  const events = new EventEmitter();
  const asked = new Map<string, (...args: never[]) => unknown>();
  const keep =
    (name: string) =>
    (handler: (...args: never[]) => unknown): void =>
      void asked.set(name, handler);
  guardSession(
    Object.assign(events, {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setSpellCheckerEnabled: (enabled: boolean) => void asked.set('spelling', () => enabled),
      webRequest: { onBeforeRequest: keep('before-request') },
    }) as unknown as Session,
  );
  const ask = (name: string, ...args: unknown[]) => asked.get(name)?.(...(args as never[]));
  return {
    ask,
    events,
    permits: (permission: string) => {
      let isGranted: unknown;
      ask('request', null, permission, (granted: boolean) => {
        isGranted = granted;
      });
      return [isGranted, ask('check', null, permission)];
    },
    isCancelled: (url: string) => {
      let answer: { cancel?: boolean } = {};
      ask('before-request', { url }, (given: { cancel: boolean }) => {
        answer = given;
      });
      return answer.cancel;
    },
  };
}

describe('the window’s session', () => {
  it('grants nothing but copying to the clipboard', () => {
    const session = guardedSession();

    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'hid',
    ]) {
      expect(session.permits(permission)).toEqual([false, false]);
    }
    expect(session.permits('clipboard-sanitized-write')).toEqual([true, true]);
    expect(session.ask('device')).toBe(false);
    expect(session.ask('spelling')).toBe(false);
  });

  it('lets no request leave', () => {
    const session = guardedSession();

    for (const address of [
      'https://example.com/',
      'http://127.0.0.1/',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
    ]) {
      expect(session.isCancelled(address)).toBe(true);
    }
    expect(session.isCancelled('app://keyglass/assets/a.js')).toBe(false);
  });

  it('refuses downloads', () => {
    const session = guardedSession();
    let isPrevented = false;

    session.events.emit('will-download', {
      preventDefault: () => {
        isPrevented = true;
      },
    });

    expect(isPrevented).toBe(true);
  });
});
