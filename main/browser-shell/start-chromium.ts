import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type CdpPipe, openCdpPipe } from './cdp-pipe.ts';
import { sendIfThere } from './cdp-session.ts';
import { type ChromiumStart, chromiumArguments } from './chromium-arguments.ts';
import { chromiumEnvironment } from './chromium-environment.ts';

export interface RunningChromium {
  readonly pipe: CdpPipe;
  /** How Chromium ended. Its profile is removed by then. */
  readonly ended: Promise<ChromiumEnd>;
  /** Asks Chromium to close, and waits until it has. */
  close(): Promise<void>;
}

export interface ChromiumEnd {
  /** Null when a signal ended it, or when it could not be started at all. */
  readonly exitCode: number | null;
  /** The last lines of what Chromium said about it. */
  readonly words: string;
}

/** Long enough for a slow disk, short enough for a person who wants the app gone. */
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Starts Chromium over a throw-away profile: what the analyst chose is kept in the workspace, and nothing of a session
 * stays behind. It has a process group of its own, so that Ctrl-C reaches only us and we close it in order.
 */
export async function startChromium(
  executable: string,
  start: Omit<ChromiumStart, 'profileFolder'>,
): Promise<RunningChromium> {
  const profileFolder = await mkdtemp(join(tmpdir(), 'keyglass-window-'));
  const child = spawn(executable, chromiumArguments({ ...start, profileFolder }), {
    detached: true,
    env: chromiumEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const words = lastWords(child.stderr);
  const ended = whenEnded(child).then(async (exitCode) => {
    await rm(profileFolder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
    return { exitCode, words: words() };
  });
  const pipe = openCdpPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return {
    pipe,
    ended,
    close: async () => {
      const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_TIMEOUT_MS);
      await sendIfThere(pipe.browser, 'Browser.close');
      await ended;
      clearTimeout(timer);
    },
  };
}

function whenEnded(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (exitCode) => resolve(exitCode));
  });
}

function lastWords(stderr: Readable | null): () => string {
  let kept = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    kept = (kept + text).slice(-4_000);
  });
  return () => kept.trim();
}
