import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { wrongUsage } from './parse-arguments.ts';

const NAMED = /^([A-Za-z][A-Za-z0-9]*)=(.*)$/s;
const FROM_ENVIRONMENT = /^env:([A-Za-z_][A-Za-z0-9_]*)$/;

/**
 * The credentials of `--credential NAME=env:VARIABLE`. A literal value is refused: arguments can be read by other
 * users of the machine and end up in the shell's history. What was given is never repeated in the message.
 */
export function readCredentials(
  command: Command,
  given: readonly string[],
  env: NodeJS.ProcessEnv,
): Result<Record<string, string>, AppError> {
  const credentials: Record<string, string> = {};
  for (const text of given) {
    const [, name, from] = NAMED.exec(text) ?? [];
    if (name === undefined || from === undefined) {
      return failed(wrongUsage(command, '--credential takes NAME=env:VARIABLE.'));
    }
    const variable = FROM_ENVIRONMENT.exec(from)?.[1];
    if (variable === undefined) return failed(literalRefused(name));
    const value = env[variable];
    if (!value) return failed(variableMissing(name, variable));
    credentials[name] = value;
  }
  return ok(credentials);
}

function literalRefused(name: string): AppError {
  return appError(
    'invalid-input',
    `The credential “${name}” was refused: a value on the command line can be read by others on this machine and stays in the shell’s history.`,
    `Put it into an environment variable and name that: --credential ${name}=env:VARIABLE. If the value was a real one, replace it at the vendor.`,
  );
}

function variableMissing(name: string, variable: string): AppError {
  return appError(
    'invalid-input',
    `The environment variable ${variable} for the credential “${name}” is not set, or empty.`,
    `Set ${variable} first, then run the command again.`,
  );
}
