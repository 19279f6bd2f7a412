import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { IpcBridge } from '../../shared/ipc/ipc-bridge.ts';
import { noteExercised } from './exercised.ts';
import type { OpenedWindow, OpenWindowOptions } from './open-window.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built app in the real Electron, for machines that have its binary. The host is reached through the window. */
export async function openElectronWindow(
  options: OpenWindowOptions & { readonly workspaceFolder: string },
): Promise<Omit<OpenedWindow, 'workspaceFolder'>> {
  const executablePath = createRequire(import.meta.url)('electron') as unknown as string;
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      root,
      '--workspace',
      options.workspaceFolder,
      ...(options.sample ? ['--sample'] : []),
    ],
    env: definedOnly({ ...process.env, ...options.env }),
    colorScheme: options.colorScheme ?? 'dark',
    timezoneId: options.timezone ?? 'UTC',
  });
  const page = await app.firstWindow();
  await page.setViewportSize(options.viewport ?? { width: 1_280, height: 800 });
  const version = await app.evaluate(() => process.versions.electron);
  noteExercised('shell', `Electron ${version}`);
  const close = () => app.close();
  const handle = (name: string, input: unknown): Promise<unknown> =>
    page.evaluate(
      ([call, payload]) =>
        (globalThis as unknown as { keyglass: IpcBridge }).keyglass.call(String(call), payload),
      [name, input] as const,
    );
  return { page, host: { handle, close, clearClipboard: async () => undefined }, close };
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
