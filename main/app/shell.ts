import type { IpcEvent, IpcEventPayload } from '../../shared/ipc/ipc-contract.ts';

/** What `app/` may ask of the window it runs in. Implemented by `electron/` and `browser-shell/`. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  /** Whether there is a dialog to save with. */
  readonly canChooseFiles: boolean;
  /** Null when the analyst closes the dialog. */
  chooseSavePath(suggestedName: string): Promise<string | null>;
  /** Files to read, by the system's dialog; empty when the analyst closes it. */
  chooseFiles(): Promise<readonly string[]>;
  /**
   * Text only. Fails where the window is gone or the system refuses. A shell that reaches the clipboard through its window
   * lets that go only after `AppHost.clearClipboard` while a text is there that has to be taken away.
   */
  writeClipboard(text: string, isToBeTakenAway?: boolean): Promise<boolean>;
  /** Null where there is no text, or it can't be read. */
  readClipboard(): Promise<string | null>;
  /** In the person's own browser. The address was checked and the person was asked. */
  openLink(address: string): Promise<boolean>;
  send<Event extends IpcEvent>(event: Event, payload: IpcEventPayload<Event>): void;
  /** A notice of the operating system, if it has such a thing. Text is already masked. */
  notify(title: string, body: string): void;
  quit(): void;
}
