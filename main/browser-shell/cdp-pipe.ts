import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { CdpSession } from './cdp-session.ts';

/** Both directions of Chromium's debugging pipe. Nothing listens on a port. */
export interface CdpPipe {
  readonly browser: CdpSession;
  /** The conversation with one target that the browser session was attached to. */
  session(sessionId: string): CdpSession;
  /** Resolves when Chromium has closed its end. */
  readonly closed: Promise<void>;
}

const messageSchema = z.object({
  id: z.number().optional(),
  sessionId: z.string().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

interface Waiting {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Speaks the protocol over Chromium's file descriptors 3 (ours to write) and 4 (ours to read). */
export function openCdpPipe(toChromium: Writable, fromChromium: Readable): CdpPipe {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((params: unknown) => void)[]>();
  let lastId = 0;
  let isClosed = false;

  const receive = (message: Message): void => {
    if (message.id !== undefined) {
      settle(waiting.get(message.id), message);
      waiting.delete(message.id);
    } else if (message.method !== undefined) {
      const heard = listeners.get(listenerKey(message.sessionId, message.method)) ?? [];
      for (const listener of heard) listener(message.params);
    }
  };

  const session = (sessionId: string | undefined): CdpSession => ({
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(goneError(method));
        lastId += 1;
        waiting.set(lastId, { method, resolve, reject });
        toChromium.write(`${JSON.stringify({ id: lastId, sessionId, method, params })}\0`);
      }),
    on: (event, listener) => {
      const key = listenerKey(sessionId, event);
      listeners.set(key, [...(listeners.get(key) ?? []), listener]);
    },
  });

  const closed = new Promise<void>((resolve) => {
    const end = (): void => {
      isClosed = true;
      for (const one of waiting.values()) one.reject(goneError(one.method));
      waiting.clear();
      resolve();
    };
    fromChromium.once('close', end);
    // A broken pipe is how a crash looks from here; the close that follows says all there is to say.
    fromChromium.on('error', end);
    toChromium.on('error', end);
  });
  readMessages(fromChromium, receive);
  return { browser: session(undefined), session, closed };
}

/** More than any payload that the app takes, as JSON in JSON; a page could send what no text can hold. */
const MAX_MESSAGE_BYTES = 256 * 1_024 * 1_024;

/**
 * Messages are JSON, each ended by a NUL; one may come in many pieces and many in one. What is too long, or no JSON, is
 * passed over.
 */
export function readMessages(
  source: Readable,
  receive: (message: Message) => void,
  longest = MAX_MESSAGE_BYTES,
): void {
  let pieces: Buffer[] = [];
  let bytes = 0;
  const keep = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes <= longest) pieces.push(piece);
    else pieces = [];
  };
  source.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      keep(chunk.subarray(from, end));
      const message = bytes <= longest ? readMessage(Buffer.concat(pieces)) : null;
      pieces = [];
      bytes = 0;
      from = end + 1;
      if (message) receive(message);
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  });
}

function readMessage(bytes: Buffer): Message | null {
  try {
    return messageSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function settle(one: Waiting | undefined, message: Message): void {
  if (message.error) one?.reject(new Error(`${one.method}: ${message.error.message}`));
  else one?.resolve(message.result);
}

function listenerKey(sessionId: string | undefined, method: string): string {
  return `${sessionId ?? ''} ${method}`;
}

function goneError(method: string): Error {
  return new Error(`${method}: Chromium is gone`);
}
