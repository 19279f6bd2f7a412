import { spawn } from 'node:child_process';
import { environmentForOthers } from './chromium-environment.ts';

/** Some openers stay for as long as the browser does, so one that has not failed by now has opened it. */
const FAILS_WITHIN_MS = 3_000;

/**
 * Opens an address, which was checked before, in the person's own browser. It is one argument of one program: no shell
 * reads it. False where that program is missing or fails.
 */
export function openInBrowser(address: string, platform: NodeJS.Platform): Promise<boolean> {
  const [program, ...words] = opener(address, platform);
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: 'ignore',
      shell: false,
      detached: true,
      env: environmentForOthers(process.env),
    });
    child.unref();
    const timer = setTimeout(() => resolve(true), FAILS_WITHIN_MS);
    const end = (isOpened: boolean): void => {
      clearTimeout(timer);
      resolve(isOpened);
    };
    child.once('error', () => end(false));
    child.once('close', (exitCode) => end(exitCode === 0));
  });
}

/**
 * `start` is a word of the Windows shell, which would read `&` in an address as its own; the handler that it calls takes
 * an address as it is.
 */
export function opener(address: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  switch (platform) {
    case 'win32':
      return ['rundll32.exe', 'url.dll,FileProtocolHandler', address];
    case 'darwin':
      return ['/usr/bin/open', address];
    default:
      return ['xdg-open', address];
  }
}
