/**
 * The one object a shell puts into the window (`window.keyglass`). Payloads are unchecked here: the renderer's
 * `ipc-client.ts` and main's `ipc-handlers.ts` check them against `ipc-contract.ts`.
 */
export interface IpcBridge {
  /** Answers with a `Result`; never rejects unless the shell itself is gone. */
  call(name: string, input: unknown): Promise<unknown>;
  /** Registers for one event; the returned function ends it. */
  on(name: string, listener: (payload: unknown) => void): () => void;
  /**
   * Where files that were dropped on the window (`File` objects) lie on the disk, in their order. A file that only
   * exists in memory has no path and is left out. Absent where the shell can't tell.
   */
  pathsOfFiles?(files: readonly unknown[]): Promise<readonly string[]>;
}
