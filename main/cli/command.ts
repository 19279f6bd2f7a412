import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';
import type { AppServices } from '../app/app-services.ts';
import type { Clock } from '../collector/clock.ts';
import type { OwnEgress } from '../secrets/create-egress.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import type { TextInput } from './text-input.ts';

/** Where text goes. `write` answers when there is room for more, and does nothing once it is closed. */
export interface TextOutput {
  write(text: string): Promise<void>;
  /** The reader has gone, as in `keyglass search … | head`. */
  readonly isClosed: boolean;
  /** Characters in a line of the terminal; null where it is not a terminal, and nothing is cut then. */
  readonly width: number | null;
}

export type OpenApp = (options: {
  readonly workspaceFolder: string;
  readonly sample: boolean;
  readonly createIfMissing: boolean;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  readonly egress?: OwnEgress;
}) => Promise<Result<AppServices, AppError>>;

/** Everything a command takes from the process it runs in. */
export interface CliEnvironment {
  readonly stdin: TextInput;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly workingFolder: string;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly openApp: OpenApp;
}

/** 0 done, 1 the work failed in part or whole, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** One option. Without `value` it is a switch; `value` names what it takes in the help. */
export interface CliOption {
  readonly value?: string;
  readonly required?: boolean;
  readonly multiple?: boolean;
  readonly help: string;
}

export interface Command {
  /** One or two words: `collect`, `source add`. */
  readonly name: string;
  readonly summary: string;
  /** What stands in place of the words that are no options, or null where there are none. */
  readonly operand: { readonly name: string; readonly required: boolean; readonly multiple?: boolean } | null;
  readonly options: Readonly<Record<string, CliOption>>;
  readonly examples?: readonly string[];
  /** Takes any words, unchecked. */
  readonly acceptsAnything?: boolean;
  /** Not listed in the help. */
  readonly internal?: boolean;
  run(given: ParsedArguments, environment: CliEnvironment): Promise<Result<ExitCode, AppError>>;
}

/** Options that several commands share, spelled once. */
export const workspaceOption: CliOption = {
  value: 'DIR',
  help: 'the workspace folder; without it, the app’s own',
};
export const jsonOption: CliOption = { help: 'print one JSON document' };
