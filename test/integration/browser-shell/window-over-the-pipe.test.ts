import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppHost } from '../../../main/app/app-host.ts';
import { WINDOW_ORIGIN } from '../../../main/browser-shell/attach-window.ts';
import { createBrowserShell } from '../../../main/browser-shell/browser-shell.ts';
import { openWindow } from '../../../main/browser-shell/open-window.ts';
import { runBrowserShell } from '../../../main/browser-shell/run-browser-shell.ts';
import { startChromium } from '../../../main/browser-shell/start-chromium.ts';
import { findChromium } from '../../../main/launch/find-chromium.mjs';
import { createWindowAssets } from '../../../main/window/window-assets.ts';

let folder: string;
let foreign: Server;
let foreignRequests: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-shell-'));
  foreignRequests = [];
  foreign = createServer((request, response) => {
    foreignRequests.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*').end('reached');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  foreign.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the browser shell over the debugging pipe', () => {
  it('carries calls, answers and events, whatever characters are in them', async () => {
    const text = '</script>" \' \\ \n \u2028 \0 😀 `';
    const run = await startShell(`
      keyglass.on('sources.changed', (payload) => report('event', payload));
      report('answer', await keyglass.call('echo', ${JSON.stringify({ text })}));
    `);

    expect(await run.reported('answer')).toEqual({ name: 'echo', input: { text } });
    run.shell.send('sources.changed', { sources: [] });
    expect(await run.reported('event')).toEqual({ sources: [] });
    run.shell.quit();
    expect(await run.exitCode).toBe(0);
    expect(run.hostClosed()).toBe(1);
  });

  it('gives the page a bridge that can not be replaced, and hides what it is made of', async () => {
    const run = await startShell(`
      const tries = [() => { window.keyglass = null }, () => { window.keyglass.call = null }];
      for (const one of tries) { try { one(); report('replaced', true) } catch { } }
      report('seen', {
        frozen: Object.isFrozen(window.keyglass),
        binding: typeof window.__keyglassCall,
        secure: isSecureContext,
      });
    `);

    expect(await run.reported('seen')).toEqual({ frozen: true, binding: 'undefined', secure: true });
    expect(run.reports.has('replaced')).toBe(false);
    run.shell.quit();
    await run.exitCode;
  });

  it('lets no request out, opens no second window and stays on its page', async () => {
    const outside = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    const run = await startShell(`
      const outcome = (work) => Promise.resolve().then(work).then(() => 'reached', () => 'refused');
      const image = () => new Promise((resolve, reject) => {
        Object.assign(new Image(), { onload: resolve, onerror: reject, src: '${outside}/image' });
      });
      const socket = () => new Promise((resolve, reject) => {
        Object.assign(new WebSocket('${outside.replace('http', 'ws')}/socket'), { onopen: resolve, onerror: reject });
      });
      const fetched = await outcome(() => fetch('${outside}/fetch'));
      const shown = await outcome(image);
      const connected = await outcome(socket);
      window.open('${outside}/window');
      const link = Object.assign(document.createElement('a'), { href: '${outside}/download', download: 'x' });
      document.body.append(link);
      link.click();
      location.href = '${outside}/away';
      setTimeout(() => report('outcomes', { fetched, shown, connected, at: location.origin }), 500);
    `);

    expect(await run.reported('outcomes')).toEqual({
      fetched: 'refused',
      shown: 'refused',
      connected: 'refused',
      at: WINDOW_ORIGIN,
    });
    expect(foreignRequests).toEqual([]);
    run.shell.quit();
    await run.exitCode;
  });

  it('notices that its window was closed, and can tell where it stood', async () => {
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>t</title>');
    const bounds = { left: 40, top: 30, width: 1_100, height: 700 };
    const chromium = await startChromium(installedChromium(), {
      bounds,
      withoutSandbox: true,
      headless: true,
    });
    const window = await openWindow(chromium, {
      host: { handle: async () => null, clearClipboard: async () => {}, close: async () => {} },
      assets: createWindowAssets(folder, WINDOW_ORIGIN),
    });

    expect(await window.readBounds()).toEqual(bounds);
    await chromium.pipe.browser.send('Target.closeTarget', { targetId: window.targetId });
    expect(await window.closed).toBe('closed');
    await chromium.close();
    expect((await chromium.ended).exitCode).toBe(0);
  });

  it('ends in order when it is told to stop', async () => {
    const run = await startShell(`report('ready', true);`);
    await run.reported('ready');

    run.stop();

    expect(await run.exitCode).toBe(0);
    expect(run.wasClipboardCleared()).toBe(true);
    expect(run.hostClosed()).toBe(1);
  });

  it('says so and closes the app when Chromium crashes', async () => {
    const run = await startShell(`report('ready', true);`);
    await run.reported('ready');

    process.kill(await run.chromiumPid(), 'SIGKILL');

    expect(await run.exitCode).toBe(1);
    expect(run.said.join()).toContain('Chromium ended unexpectedly');
    expect(run.hostClosed()).toBe(1);
  });

  it('opens without the sandbox where the system refuses it, and says so', async () => {
    const picky = join(folder, 'picky-chromium');
    const refusal = "echo 'FATAL: No usable sandbox!' >&2; exit 1";
    await writeFile(
      picky,
      `#!/bin/sh\ncase " $* " in *" --no-sandbox "*) exec ${installedChromium()} "$@";; esac\n${refusal}\n`,
      { mode: 0o755 },
    );
    const run = await startShell(`report('ready', true);`, { executable: picky, isRoot: false });

    expect(await run.reported('ready')).toBe(true);
    expect(run.said.join()).toContain('refuses Chromium');
    run.shell.quit();
    expect(await run.exitCode).toBe(0);
    expect(run.hostClosed()).toBe(1);
  });

  it('says why when the browser can not be started', async () => {
    const run = await startShell('', { executable: join(folder, 'no-such-browser') });

    expect(await run.exitCode).toBe(1);
    expect(run.said.join()).toContain('did not show a window');
    expect(run.hostClosed()).toBe(1);
  });
});

/** Runs the real shell over a page whose script is `script`; `report(name, value)` in it is heard here. */
async function startShell(
  script: string,
  { executable = installedChromium(), isRoot = process.getuid?.() === 0 } = {},
) {
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>t</title><body></body><script type="module" src="./page.js"></script>',
  );
  await writeFile(
    join(folder, 'page.js'),
    `const report = (name, value) => window.keyglass.call('report', { name, value });\n${script}`,
  );
  const reports = new Map<string, unknown>();
  const waiting = new Map<string, (value: unknown) => void>();
  let closed = 0;
  let cleared = false;
  const host: AppHost = {
    handle: async (name, input) => {
      if (name !== 'report') return { name, input };
      const report = input as { name: string; value: unknown };
      reports.set(report.name, report.value);
      waiting.get(report.name)?.(report.value);
      return null;
    },
    clearClipboard: async () => {
      cleared = closed === 0;
    },
    close: async () => {
      closed += 1;
    },
  };
  const shell = createBrowserShell();
  const stop = new AbortController();
  const said: string[] = [];
  const exitCode = runBrowserShell({
    executable,
    shell,
    host,
    assets: createWindowAssets(folder, WINDOW_ORIGIN),
    boundsFile: join(folder, 'window.json'),
    headless: true,
    isRoot,
    stop: stop.signal,
    say: (line) => said.push(line),
  });
  return {
    shell,
    exitCode,
    reports,
    said,
    stop: () => stop.abort(),
    hostClosed: () => closed,
    /** While there was a window to do it with. */
    wasClipboardCleared: () => cleared,
    reported: (name: string) =>
      new Promise<unknown>((resolve) => {
        if (reports.has(name)) resolve(reports.get(name));
        else waiting.set(name, resolve);
      }),
    chromiumPid,
  };
}

function installedChromium(): string {
  const executable = findChromium(process.env, process.platform);
  if (!executable) throw new Error('These tests need Chromium.');
  return executable;
}

/** The browser that this test process started: its child, found by its parent. */
async function chromiumPid(): Promise<number> {
  const children = `/proc/self/task/${process.pid}/children`;
  if (!existsSync(children)) throw new Error('Finding the browser needs /proc');
  const pids = (await readFile(children, 'utf8')).trim().split(' ').map(Number);
  const pid = pids.at(-1);
  if (pid === undefined) throw new Error('No browser is running');
  return pid;
}
