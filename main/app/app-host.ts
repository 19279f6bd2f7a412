/**
 * The app behind a window: what a shell forwards calls to. Made by `start-app-host.ts`; a shell knows nothing else of
 * the app.
 */
export interface AppHost {
  /**
   * Answers one call of the contract with a `Result`. Checks name and payload; never rejects, whatever comes in from
   * the window.
   */
  handle(name: string, input: unknown): Promise<unknown>;
  /** Takes a secret that was copied off the clipboard. For a shell whose window goes first; `close` does it as well. */
  clearClipboard(): Promise<void>;
  /** Ends collecting and exports, closes the workspace. Safe to call twice. */
  close(): Promise<void>;
}
