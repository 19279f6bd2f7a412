import { describe, expect, it } from 'vitest';
import { guardedContents, guardedSession } from './guarded.ts';

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
