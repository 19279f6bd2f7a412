import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from '../collector/clock.ts';
import type { Shell } from './shell.ts';

/** How long a secret may lie on the clipboard. */
export const CLEAR_AFTER_MS = 30_000;

/** The clipboard of the system, from which a secret that was put there goes away by itself. */
export interface ClearingClipboard {
  /** Text that may stay. It has passed the egress function. */
  write(text: string): Promise<Result<null, AppError>>;
  /** A secret. It is taken away at `clearAtUs`, before another one is written, and by `clear`. */
  writeForAWhile(secret: string): Promise<Result<{ clearAtUs: number }, AppError>>;
  /** Null where there is no text, or it can't be read. */
  read(): Promise<string | null>;
  /** Takes the secret away now, if it is still there: what the person copied since then stays. Safe at any time. */
  clear(): Promise<void>;
}

interface Written {
  readonly secret: string;
  readonly timer: AbortController;
}

/** One for a shell. */
export function createClearingClipboard(
  shell: Pick<Shell, 'readClipboard' | 'writeClipboard'>,
  clock: Clock,
): ClearingClipboard {
  let written: Written | null = null;
  /** One step after the other, so that a timer never clears what is being written. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<Value>(step: () => Promise<Value>): Promise<Value> {
    const done = last.then(step);
    last = done.catch(() => undefined);
    return done;
  }

  async function takeAway(): Promise<void> {
    if (!written) return;
    const { secret, timer } = written;
    written = null;
    timer.abort();
    // Where it can't be read, it may be there still: an empty clipboard is the lesser evil.
    const present = await shell.readClipboard();
    if (present === null || present === secret) await shell.writeClipboard('');
  }

  async function takeAwayInTime(of: Written): Promise<void> {
    await clock.sleep(CLEAR_AFTER_MS, of.timer.signal);
    await inTurn(async () => {
      if (written === of) await takeAway();
    });
  }

  return {
    write: (text) =>
      inTurn(async () => ((await shell.writeClipboard(text)) ? ok(null) : failed(notWritten()))),
    writeForAWhile: (secret) =>
      inTurn(async () => {
        await takeAway();
        const clearAtUs = clock.nowUs() + CLEAR_AFTER_MS * US_PER_MS;
        const begun: Written = { secret, timer: new AbortController() };
        // Noted before it is written: if writing fails half-way, what is there is looked at all the same.
        written = begun;
        void takeAwayInTime(begun).catch(() => undefined);
        if (await shell.writeClipboard(secret, true)) return ok({ clearAtUs });
        await takeAway();
        return failed(notWritten());
      }),
    read: () => inTurn(() => shell.readClipboard()),
    clear: () => inTurn(takeAway),
  };
}

function notWritten(): AppError {
  return appError(
    'internal',
    'The system did not take the text for its clipboard.',
    'Bring the window to the front and try again.',
  );
}
