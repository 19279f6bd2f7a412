import { z } from 'zod';
import { type CdpSession, sendIfThere } from './cdp-session.ts';
import { holdInPage } from './held-close.ts';

const worldSchema = z.object({ executionContextId: z.number() });
const targetSchema = z.object({ targetInfo: z.object({ browserContextId: z.string().optional() }) });
const answerSchema = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
});

/** Held before it is written, so that there is no moment between. */
const writeInPage = `(text, isToBeTakenAway) => {
  (${holdInPage})(isToBeTakenAway);
  return navigator.clipboard.writeText(text);
}`;

/** The system's clipboard through the window. */
export interface WindowClipboard {
  /** While a text that is to be taken away is there, closing the window opens a dialog first: see `held-close.ts`. */
  write(text: string, isToBeTakenAway?: boolean): Promise<boolean>;
  read(): Promise<string | null>;
}

/**
 * Chromium gives the clipboard to pages only: to write to it takes the focus, to read it a permission, which the page
 * itself does not have. Both are lent for one step at a time, which runs in a world of its own beside the page, where no
 * script of the page can see or replace what is called.
 */
export function openWindowClipboard(
  session: CdpSession,
  { mainFrameId, origin }: { readonly mainFrameId: string; readonly origin: string },
): WindowClipboard {
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: the end of one step takes away what the next would need. */
  function inTurn<Value>(step: () => Promise<Value>): Promise<Value> {
    const done = last.then(step);
    last = done.catch(() => undefined);
    return done;
  }

  async function permitReading(setting: 'granted' | 'denied'): Promise<void> {
    const { targetInfo } = targetSchema.parse(await session.send('Target.getTargetInfo'));
    const permission = { name: 'clipboard-read' };
    await session.send('Browser.setPermission', { permission, setting, origin, ...targetInfo });
  }

  /** The clipboard needs a page with the focus, so it is emulated: the window may be behind others. */
  async function runBeside(functionDeclaration: string, ...values: unknown[]): Promise<unknown> {
    const world = { frameId: mainFrameId, worldName: 'keyglass-clipboard' };
    const created = await session.send('Page.createIsolatedWorld', world);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    try {
      const answer = await session.send('Runtime.callFunctionOn', {
        executionContextId: worldSchema.parse(created).executionContextId,
        functionDeclaration,
        arguments: values.map((value) => ({ value })),
        awaitPromise: true,
        returnByValue: true,
        userGesture: true,
        silent: true,
      });
      const { result, exceptionDetails } = answerSchema.parse(answer);
      if (exceptionDetails !== undefined) throw new Error('Chromium refused the clipboard.');
      return result.value;
    } finally {
      await sendIfThere(session, 'Emulation.setFocusEmulationEnabled', { enabled: false });
    }
  }

  async function write(text: string, isToBeTakenAway: boolean): Promise<boolean> {
    await runBeside(writeInPage, text, isToBeTakenAway);
    return true;
  }

  async function read(): Promise<string | null> {
    try {
      await permitReading('granted');
      const text = await runBeside('() => navigator.clipboard.readText()');
      return typeof text === 'string' && text !== '' ? text : null;
    } finally {
      await permitReading('denied').catch(() => undefined);
    }
  }

  return {
    write: (text, isToBeTakenAway = false) => inTurn(() => write(text, isToBeTakenAway).catch(() => false)),
    read: () => inTurn(() => read().catch(() => null)),
  };
}
