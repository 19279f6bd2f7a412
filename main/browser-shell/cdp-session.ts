/**
 * One conversation with Chromium in the DevTools protocol: with the browser as a whole, or with one page of it. Answers
 * and events come from another program, so whoever reads them checks them.
 */
export interface CdpSession {
  /** Rejects when Chromium refuses the command or is gone. */
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, listener: (params: unknown) => void): void;
}

/** For commands whose failing means only that the page or the browser went away meanwhile. */
export async function sendIfThere(session: CdpSession, method: string, params: object = {}): Promise<void> {
  await session.send(method, params).catch(() => {});
}
