import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page,
  test,
} from '@playwright/test';
import type { AppHost } from '../../main/app/app-host.ts';
import { startAppHost } from '../../main/app/start-app-host.ts';
import { attachWindow, WINDOW_ORIGIN } from '../../main/browser-shell/attach-window.ts';
import { createBrowserShell } from '../../main/browser-shell/browser-shell.ts';
import type { CdpSession } from '../../main/browser-shell/cdp-session.ts';
import { findChromium } from '../../main/launch/find-chromium.mjs';
import { createWindowAssets } from '../../main/window/window-assets.ts';
import { noteExercised } from './exercised.ts';
import { openElectronWindow } from './open-electron-window.ts';
import { slowAnswers, slowPage } from './slow-window.ts';

export interface OpenedWindow {
  readonly page: Page;
  readonly host: AppHost;
  /** A temporary one unless the test named its own. */
  readonly workspaceFolder: string;
  close(): Promise<void>;
}

export interface OpenWindowOptions {
  readonly workspaceFolder?: string;
  readonly sample?: boolean;
  /** Laid over this process's environment for the app. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'dark' | 'light';
  /** The zone that the window takes for local. */
  readonly timezone?: string;
}

/** The page that `npm run build` made. */
export const builtPage = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/**
 * Opens the real app over the page that `npm run build` made, in the shell that the Playwright project names. The
 * workspace is a temporary one, removed at the end, unless the test brings its own.
 */
export async function openWindow(options: OpenWindowOptions = {}): Promise<OpenedWindow> {
  const workspaceFolder = options.workspaceFolder ?? (await mkdtemp(join(tmpdir(), 'keyglass-e2e-')));
  const open = isElectronProject() ? openElectronWindow : openBrowserWindow;
  const opened = await open({ ...options, workspaceFolder });
  return {
    ...opened,
    workspaceFolder,
    close: async () => {
      await opened.close();
      if (!options.workspaceFolder) await rm(workspaceFolder, { recursive: true, force: true });
    },
  };
}

/** False outside Playwright's runner as well, where a script opens a window to measure or to look. */
function isElectronProject(): boolean {
  try {
    return test.info().project.metadata.shell === 'electron';
  } catch {
    return false;
  }
}

/** The browser shell's own code, attached to a Chromium that Playwright started so that a test can click in it. */
async function openBrowserWindow(
  options: OpenWindowOptions & { readonly workspaceFolder: string },
): Promise<Omit<OpenedWindow, 'workspaceFolder'>> {
  const browser = await launchChromium();
  const { viewport = { width: 1_280, height: 800 }, colorScheme = 'dark', timezone = 'UTC' } = options;
  const context = await browser.newContext({
    viewport,
    colorScheme,
    acceptDownloads: false,
    timezoneId: timezone,
  });
  const page = await context.newPage();
  closeFurtherPages(context, page);

  const shell = createBrowserShell();
  const host = startAppHost({
    workspaceFolder: options.workspaceFolder,
    sample: options.sample ?? false,
    shell,
    env: { ...process.env, ...options.env },
  });
  const session = asCdpSession(await context.newCDPSession(page));
  const assets = createWindowAssets(builtPage, WINDOW_ORIGIN);
  await slowPage(session);
  const calls = await attachWindow(session, { host: slowAnswers(host), assets });
  shell.connect(calls, () => void page.close());
  noteExercised('shell', `browser (Chromium ${browser.version()})`);

  return {
    page,
    host,
    close: async () => {
      await browser.close();
      await host.close();
    },
  };
}

async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium(process.env, process.platform);
  if (!executablePath) throw new Error('No Chromium was found; KEYGLASS_CHROMIUM can name one.');
  return chromium.launch({ executablePath, args: ['--host-resolver-rules=MAP * ~NOTFOUND'] });
}

/** As the shell does over its pipe: there is one window. */
function closeFurtherPages(context: BrowserContext, first: Page): void {
  context.on('page', (page) => {
    if (page !== first) void page.close();
  });
}

/** Playwright types each command by name; the shell checks answers itself and needs only the plain form. */
export function asCdpSession(session: CDPSession): CdpSession {
  const plain = session as unknown as {
    send(method: string, params?: object): Promise<unknown>;
    on(event: string, listener: (params: unknown) => void): void;
  };
  return {
    send: (method, params) => plain.send(method, params),
    on: (event, listener) => plain.on(event, listener),
  };
}
