import { z } from 'zod';
import { appError } from '../../shared/app-error.ts';
import { failed } from '../../shared/result.ts';
import type { AppHost } from '../app/app-host.ts';
import { bridgeScript, CALL_BINDING, RECEIVE_FUNCTION, TAKE_FILES_FUNCTION } from './bridge-script.ts';
import { type CdpSession, sendIfThere } from './cdp-session.ts';
import { openWindowClipboard } from './window-clipboard.ts';
import { chooseFilesInPage, readFilePaths } from './window-files.ts';

const contextSchema = z.object({
  context: z.object({
    id: z.number(),
    origin: z.string(),
    auxData: z.object({ frameId: z.string(), isDefault: z.boolean() }).partial().optional(),
  }),
});
const frameTreeSchema = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) });
const bindingCallSchema = z.object({
  name: z.string(),
  payload: z.string(),
  executionContextId: z.number(),
});
const callSchema = z.union([
  z.object({ id: z.number(), asks: z.literal('paths') }),
  z.object({ id: z.number(), name: z.string(), input: z.unknown().optional() }),
]);

export interface WindowCalls {
  /** Tells the page of an event; nothing happens while no page is there to hear it. */
  send(name: string, payload: unknown): void;
  /** The system's dialog for files to read; empty when it is closed, or no page is there. */
  chooseFiles(): Promise<readonly string[]>;
  /** False when no page is there, or Chromium refuses. */
  writeClipboard(text: string, isToBeTakenAway?: boolean): Promise<boolean>;
  /** Null when there is no text, no page, or Chromium refuses. */
  readClipboard(): Promise<string | null>;
}

/**
 * Carries calls from the page to the host and answers and events back. Only the page's own script context is listened
 * to: the main frame, at our origin.
 */
export async function carryCalls(session: CdpSession, host: AppHost, origin: string): Promise<WindowCalls> {
  const trusted = new Set<number>();
  const tree = frameTreeSchema.parse(await session.send('Page.getFrameTree'));
  const mainFrameId = tree.frameTree.frame.id;

  session.on('Runtime.executionContextCreated', (event) => {
    const { context } = contextSchema.parse(event);
    const isPage = context.auxData?.isDefault === true && context.auxData.frameId === mainFrameId;
    if (isPage && context.origin === origin) trusted.add(context.id);
  });
  session.on('Runtime.executionContextDestroyed', (event) => {
    trusted.delete(z.object({ executionContextId: z.number() }).parse(event).executionContextId);
  });
  session.on('Runtime.executionContextsCleared', () => trusted.clear());
  session.on('Runtime.bindingCalled', (event) => {
    const { name, payload, executionContextId } = bindingCallSchema.parse(event);
    if (name !== CALL_BINDING || !trusted.has(executionContextId)) return;
    const call = readCall(payload);
    if (!call) return;
    const answer = 'asks' in call ? parkedPaths(session, executionContextId, call.id) : askHost(host, call);
    void answer.then((value) =>
      deliver(session, executionContextId, { kind: 'answer', id: call.id, answer: value }),
    );
  });

  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: CALL_BINDING });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: bridgeScript(origin) });

  const clipboard = openWindowClipboard(session, { mainFrameId, origin });
  return {
    writeClipboard: (text, isToBeTakenAway) => clipboard.write(text, isToBeTakenAway),
    readClipboard: () => clipboard.read(),
    send: (name, payload) => {
      for (const contextId of trusted) void deliver(session, contextId, { kind: 'event', name, payload });
    },
    chooseFiles: async () => {
      const [executionContextId] = trusted;
      if (executionContextId === undefined) return [];
      return readFilePaths(session, {
        executionContextId,
        functionDeclaration: chooseFilesInPage,
        userGesture: true,
      });
    },
  };
}

function askHost(host: AppHost, { name, input }: HostCall): Promise<unknown> {
  return host.handle(name, input).catch(() => failed(unexpected));
}

function parkedPaths(session: CdpSession, executionContextId: number, id: number): Promise<string[]> {
  return readFilePaths(session, {
    executionContextId,
    functionDeclaration: `(id) => globalThis.${TAKE_FILES_FUNCTION}(id)`,
    arguments: [{ value: id }],
  });
}

const unexpected = appError(
  'internal',
  'Keyglass met an error of its own, and this was not done.',
  'Try again. If it comes back, the log in the workspace says more.',
);

type WindowCall = z.infer<typeof callSchema>;
type HostCall = Extract<WindowCall, { name: string }>;

/** Null for what the bridge can't have written. */
function readCall(payload: string): WindowCall | null {
  try {
    return callSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

/**
 * The message travels as one string argument, so no character in it is ever read as code; it is also the fast way,
 * since Chromium compiles structured arguments.
 */
async function deliver(session: CdpSession, executionContextId: number, message: object): Promise<void> {
  await sendIfThere(session, 'Runtime.callFunctionOn', {
    executionContextId,
    functionDeclaration: `(text) => globalThis.${RECEIVE_FUNCTION}(text)`,
    arguments: [{ value: JSON.stringify(message) }],
    silent: true,
  });
}
