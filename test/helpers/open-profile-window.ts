import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { AppHost } from '../../main/app/app-host.ts';
import { startAppHost } from '../../main/app/start-app-host.ts';
import { attachWindow, WINDOW_ORIGIN } from '../../main/browser-shell/attach-window.ts';
import { createBrowserShell } from '../../main/browser-shell/browser-shell.ts';
import { chromiumArguments } from '../../main/browser-shell/chromium-arguments.ts';
import { chromiumEnvironment } from '../../main/browser-shell/chromium-environment.ts';
import { findChromium } from '../../main/launch/find-chromium.mjs';
import { createWindowAssets } from '../../main/window/window-assets.ts';
import { asCdpSession, builtPage } from './open-window.ts';
import { slowAnswers, slowPage } from './slow-window.ts';

export interface ProfileWindow {
  readonly page: Page;
  readonly host: AppHost;
  close(): Promise<void>;
}

/**
 * The window over a profile on disk that stays when it is closed (`<folder>/profile`), in a Chromium with the arguments
 * and the environment that the browser shell gives it. The workspace, and all that Chromium may take for its own (home,
 * caches, temporary files), are in the folder as well.
 */
export async function openProfileWindow(
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<ProfileWindow> {
  const env = { ...process.env, ...variables };
  const context = await launch(join(folder, 'profile'), join(folder, 'home'), env);
  const page = context.pages()[0] ?? (await context.newPage());
  const shell = createBrowserShell();
  const host = startAppHost({ workspaceFolder: join(folder, 'workspace'), sample: false, shell, env });
  const session = asCdpSession(await context.newCDPSession(page));
  const assets = createWindowAssets(builtPage, WINDOW_ORIGIN);
  await slowPage(session);
  const calls = await attachWindow(session, { host: slowAnswers(host), assets });
  shell.connect(calls, () => void page.close());
  return {
    page,
    host,
    close: async () => {
      await context.close();
      await host.close();
    },
  };
}

async function launch(
  profileFolder: string,
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BrowserContext> {
  const executablePath = findChromium(process.env, process.platform);
  if (!executablePath) throw new Error('No Chromium was found; KEYGLASS_CHROMIUM can name one.');
  await mkdir(home, { recursive: true });
  const bounds = { left: null, top: null, width: 1_280, height: 800 };
  const given = chromiumArguments({ profileFolder, bounds, withoutSandbox: true, headless: true });
  const own = /^--(?:remote-debugging-pipe|user-data-dir|app)\b/;
  const places = { HOME: home, TMPDIR: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  const env = Object.entries({ ...chromiumEnvironment(environment), ...places });
  return chromium.launchPersistentContext(profileFolder, {
    executablePath,
    args: given.filter((argument) => !own.test(argument)),
    env: Object.fromEntries(env.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    viewport: { width: 1_280, height: 800 },
    acceptDownloads: false,
  });
}
