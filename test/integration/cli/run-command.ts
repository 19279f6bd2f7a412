import { randomBytes } from 'node:crypto';
import { openApp } from '../../../main/app/open-app.ts';
import type { CliEnvironment } from '../../../main/cli/command.ts';
import { runCli } from '../../../main/cli/run-cli.ts';
import type { Clock } from '../../../main/collector/clock.ts';

export interface CommandEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** 2026-11-20T10:00:00Z for as long as the test runs; whoever waits goes on at once. */
export const stillClock: Clock = {
  nowUs: () => Date.UTC(2026, 10, 20, 10) * 1_000,
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

/** What the commands print with `--json`; each has some of these. */
export interface CommandDocument {
  readonly [key: string]: unknown;
  readonly total: number;
  readonly rows: readonly [EventRow, ...EventRow[]];
  readonly streams: readonly [StreamCounts, ...StreamCounts[]];
  readonly buckets: readonly { readonly start: string; readonly count: number }[];
  readonly error: { readonly remedy: string };
}

interface EventRow {
  readonly [column: string]: unknown;
  readonly raw?: { readonly exposed_value?: string };
}

interface StreamCounts {
  readonly received: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly lastSuccess?: string;
}

export interface JsonEnd {
  readonly exitCode: number;
  readonly document: CommandDocument;
  readonly stderr: string;
}

export interface Terminal {
  /** Runs one command line in this process, as `keyglass` would. */
  run(...argv: readonly string[]): Promise<CommandEnd>;
  /** The same with `--json`: the one document that stdout holds. */
  json(...argv: readonly string[]): Promise<JsonEnd>;
}

/** A terminal without a keychain of its own: credentials and the vault's key come from its environment. */
export function aTerminal(options: {
  readonly clock: Clock;
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly signal?: AbortSignal;
  /** The reader of stdout goes away after this many writes. */
  readonly closesAfter?: number;
  /** What is piped in; without it there is a person, who types `typed` where it does not show. */
  readonly piped?: readonly string[];
  readonly typed?: string | null;
}): Terminal {
  const env = { KEYGLASS_VAULT_KEY: randomBytes(32).toString('base64'), ...options.env };
  async function run(...argv: readonly string[]): Promise<CommandEnd> {
    const written = { stdout: '', stderr: '' };
    let writes = 0;
    const output = (stream: 'stdout' | 'stderr'): CliEnvironment['stdout'] => ({
      get isClosed() {
        return stream === 'stdout' && writes >= (options.closesAfter ?? Number.POSITIVE_INFINITY);
      },
      width: options.width ?? null,
      write: async (text) => {
        written[stream] += text;
        if (stream === 'stdout') writes += 1;
      },
    });
    const exitCode = await runCli(argv, {
      stdin: {
        isTerminal: options.piped === undefined,
        async *pieces() {
          yield* options.piped ?? [];
        },
        askHidden: async () => options.typed ?? null,
      },
      stdout: output('stdout'),
      stderr: output('stderr'),
      env,
      platform: 'linux',
      homeFolder: options.folder,
      workingFolder: options.folder,
      clock: options.clock,
      signal: options.signal ?? new AbortController().signal,
      openApp,
    });
    return { exitCode, ...written };
  }
  return {
    run,
    async json(...argv) {
      const { exitCode, stdout, stderr } = await run(...argv, '--json');
      return { exitCode, document: JSON.parse(stdout), stderr };
    },
  };
}
