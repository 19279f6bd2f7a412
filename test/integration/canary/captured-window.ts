import { expect } from 'vitest';
import { startAppHost } from '../../../main/app/start-app-host.ts';

/** The app behind a window that keeps every answer and every event. */
export function aWindow(workspaceFolder: string, environment: NodeJS.ProcessEnv, said: string[]) {
  const host = startAppHost({
    workspaceFolder,
    sample: false,
    env: environment,
    shell: {
      kind: 'browser',
      canChooseFiles: false,
      chooseSavePath: async () => null,
      chooseFiles: async () => [],
      writeClipboard: async (text) => said.push(text) > 0,
      readClipboard: async () => null,
      openLink: async () => true,
      send: (event, payload) => said.push(JSON.stringify({ event, payload })),
      notify: (title, body) => said.push(`${title} ${body}`),
      quit: () => undefined,
    },
  });
  return {
    close: () => host.close(),
    /** Throws where the call fails, so that nothing is left out unnoticed. */
    async call(name: string, input: object = {}): Promise<Answer> {
      const answer = (await host.handle(name, input)) as Answer;
      said.push(JSON.stringify(answer));
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}

export interface Answer {
  readonly ok: boolean;
  readonly value: Record<string, never> & {
    readonly sources?: readonly { readonly sourceId: string; readonly streams: readonly Stream[] }[];
    readonly rows?: readonly { readonly event_id: string }[];
    readonly records?: readonly { readonly rejectedId: string; readonly stream: string }[];
    readonly jobs?: readonly {
      readonly state: string;
      readonly format?: string;
      readonly error?: object | null;
    }[];
    readonly found?: readonly { readonly line: number }[];
    readonly secrets?: readonly { readonly fingerprint: string }[];
  };
}
export interface Stream {
  readonly stream: string;
  readonly phase: string;
  readonly lastRun: object | null;
  readonly lastError: object | null;
  readonly counts: { readonly received: number; readonly stored: number; readonly rejected: number };
}

/** For work on everything that was planted: it ends what hangs, on a slow machine too. */
export const longestWaitMs = 300_000;

export type Window = ReturnType<typeof aWindow>;

export async function sourceIds(window: Window): Promise<readonly string[]> {
  return ((await window.call('sources.list')).value.sources ?? []).map(({ sourceId }) => sourceId);
}

/** Until every stream has run once, and none runs any more. */
export async function untilPolled(window: Window): Promise<void> {
  const waiting = async () =>
    ((await window.call('sources.list')).value.sources ?? [])
      .flatMap(({ streams }) => streams)
      .filter(({ lastRun, phase }) => lastRun === null || phase === 'collecting')
      .map(({ stream, phase }) => `${stream} ${phase}`);
  await expect.poll(waiting, { timeout: longestWaitMs, interval: 500 }).toEqual([]);
}

/** Until every stream has failed since. */
export async function untilFailed(window: Window): Promise<void> {
  const unhurt = async () =>
    ((await window.call('sources.list')).value.sources ?? [])
      .flatMap(({ streams }) => streams)
      .filter(({ lastError }) => lastError === null)
      .map(({ stream }) => stream);
  await expect.poll(unhurt, { timeout: longestWaitMs, interval: 500 }).toEqual([]);
}
