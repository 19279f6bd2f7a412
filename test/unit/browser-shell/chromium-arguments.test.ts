import { describe, expect, it } from 'vitest';
import { chromiumArguments } from '../../../main/browser-shell/chromium-arguments.ts';
import { firstBounds } from '../../../main/window/window-bounds.ts';

const start = { profileFolder: '/tmp/profile', bounds: firstBounds, withoutSandbox: false, headless: false };

describe('how Chromium is started', () => {
  it('is over a pipe, on a profile of its own, without a way to the network', () => {
    const args = chromiumArguments(start);

    expect(args).toEqual(
      expect.arrayContaining([
        '--remote-debugging-pipe',
        '--user-data-dir=/tmp/profile',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        '--no-proxy-server',
        '--disable-extensions',
        '--disable-sync',
        '--deny-permission-prompts',
        '--password-store=basic',
        '--window-size=1280,800',
      ]),
    );
    expect(args.filter((one) => one.startsWith('--remote-debugging-port'))).toEqual([]);
  });

  it('keeps the sandbox unless it can not be had', () => {
    expect(chromiumArguments(start)).not.toContain('--no-sandbox');
    expect(chromiumArguments({ ...start, withoutSandbox: true })).toContain('--no-sandbox');
  });

  it('puts the window where it was, once it has been somewhere', () => {
    const bounds = { left: 12, top: 34, width: 1_000, height: 700 };

    expect(chromiumArguments(start).join()).not.toContain('--window-position');
    expect(chromiumArguments({ ...start, bounds })).toEqual(
      expect.arrayContaining(['--window-position=12,34', '--window-size=1000,700']),
    );
  });
});
