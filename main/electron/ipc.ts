import type { IpcMain } from 'electron';
import { appError } from '../../shared/app-error.ts';
import { failed } from '../../shared/result.ts';
import type { AppHost } from '../app/app-host.ts';
import { isOwnAddress } from './app-origin.ts';
import { CALL_CHANNEL } from './channels.ts';

/** Who sent a call, as far as trusting it goes. Electron's `WebFrameMain` is one. */
export interface Sender {
  readonly url: string;
  /** Null for the frame that fills the window. */
  readonly parent: unknown;
}

/** The one channel that calls come in by. A sender other than our own page is refused before the host hears of it. */
export function answerCalls(ipcMain: Pick<IpcMain, 'handle'>, host: AppHost): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) =>
    isTrustedSender(event.senderFrame) && typeof name === 'string' ? host.handle(name, input) : refusal,
  );
}

/** A frame that is gone by the time its call arrives has no one to answer to. */
export function isTrustedSender(frame: Sender | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

const refusal = failed(
  appError('internal', 'A page that is not part of Keyglass asked for something.', 'Nothing was done.'),
);
