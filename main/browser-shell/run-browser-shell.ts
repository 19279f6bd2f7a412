import type { AppHost } from '../app/app-host.ts';
import type { WindowAssets } from '../window/window-assets.ts';
import { readWindowBounds, writeWindowBounds } from '../window/window-bounds.ts';
import type { BrowserShell } from './browser-shell.ts';
import { openWindow } from './open-window.ts';
import { type RunningChromium, startChromium } from './start-chromium.ts';
import { startProblem } from './start-problem.ts';

export interface BrowserShellRun {
  readonly executable: string;
  readonly shell: BrowserShell;
  readonly host: AppHost;
  readonly assets: WindowAssets;
  readonly boundsFile: string;
  readonly headless: boolean;
  readonly isRoot: boolean;
  /** Aborted when the person, the terminal or the system ends the app. */
  readonly stop: AbortSignal;
  /** One line for the person who started the app. */
  say(line: string): void;
}

/** How often the place of the window is read; Chromium tells of no change. */
const BOUNDS_INTERVAL_MS = 2_000;

/** Shows the window until it is closed, then ends everything in order. Answers the exit code; never rejects. */
export async function runBrowserShell(run: BrowserShellRun): Promise<number> {
  try {
    const exitCode = await showWindow(run, run.isRoot);
    return exitCode ?? (await showWindow(run, true)) ?? 1;
  } finally {
    await run.host.close();
  }
}

/** Null when the sandbox is what kept Chromium from starting, and another try without it is worth while. */
async function showWindow(run: BrowserShellRun, withoutSandbox: boolean): Promise<number | null> {
  const bounds = readWindowBounds(run.boundsFile);
  const chromium = await startChromium(run.executable, { bounds, withoutSandbox, headless: run.headless });
  // The clipboard is reached through the window, so what has to leave it does so first.
  const close = (): void => void run.host.clearClipboard().finally(() => chromium.close());
  run.stop.addEventListener('abort', close, { once: true });
  if (run.stop.aborted) close();
  try {
    return await showIn(chromium, run);
  } catch (error) {
    await chromium.close();
    if (run.stop.aborted) return 0;
    const problem = startProblem(run.executable, (await chromium.ended).words, error);
    run.say(problem.message);
    return problem.kind === 'sandbox-refused' && !withoutSandbox ? null : 1;
  } finally {
    run.stop.removeEventListener('abort', close);
  }
}

async function showIn(chromium: RunningChromium, run: BrowserShellRun): Promise<number> {
  const window = await openWindow(chromium, run);
  run.shell.connect(window, () => void chromium.close());
  window.onHeldClose(() => void run.host.clearClipboard().finally(() => chromium.close()));
  const rememberBounds = async (): Promise<void> => {
    const bounds = await window.readBounds();
    if (bounds) writeWindowBounds(run.boundsFile, bounds);
  };
  const timer = setInterval(() => void rememberBounds(), BOUNDS_INTERVAL_MS);
  const reason = await window.closed;
  clearInterval(timer);
  await chromium.close();
  const { exitCode } = await chromium.ended;
  if (run.stop.aborted || (reason === 'closed' && exitCode === 0)) return 0;
  run.say(
    'Chromium ended unexpectedly. Everything collected so far is stored; start Keyglass again to go on.',
  );
  return 1;
}
