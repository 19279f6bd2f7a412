import { parseArgs } from 'node:util';
import { type AppError, appError } from '../../shared/app-error.ts';
import { nearestNames } from '../../shared/query/nearest-names.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Command } from './command.ts';
import { usageLine } from './help.ts';

/** What was given to a command, checked against its options. */
export interface ParsedArguments {
  /** The words that are no options, in order. */
  readonly operands: readonly string[];
  /** The value of an option that is given at most once. */
  text(option: string): string | undefined;
  /** Every value of an option that may be repeated. */
  all(option: string): readonly string[];
  has(option: string): boolean;
}

const nothingGiven: ParsedArguments = {
  operands: [],
  text: () => undefined,
  all: () => [],
  has: () => false,
};

/** Reads the words after the command's name. A wrong usage is the error `invalid-input`, its remedy the right form. */
export function parseArguments(
  command: Command,
  words: readonly string[],
): Result<ParsedArguments, AppError> {
  if (command.acceptsAnything) return ok(nothingGiven);
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, option]) => [
        name,
        { type: option.value ? ('string' as const) : ('boolean' as const), multiple: true },
      ]),
    ),
    // Its own strictness ends at the first mistake with a sentence for programmers.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = optionProblem(command, token, values);
    if (problem) return failed(wrongUsage(command, problem));
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  const problem = missingOption(command, values) ?? operandProblem(command, operands);
  if (problem) return failed(wrongUsage(command, problem));
  return ok({
    operands,
    text: (option) => values.get(option)?.[0],
    all: (option) => values.get(option) ?? [],
    has: (option) => values.has(option),
  });
}

/** A wrong usage that only the command itself can see. */
export function wrongUsage(command: Command, problem: string): AppError {
  return appError('invalid-input', problem, `Use: ${usageLine(command)}`);
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function optionProblem(
  command: Command,
  { name, rawName, value, inlineValue }: OptionToken,
  values: ReadonlyMap<string, readonly string[]>,
): string | null {
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (!option || rawName !== `--${name}`) {
    const [close] = nearestNames(name, Object.keys(command.options), 1);
    const isQuery = command.operand?.name === 'QUERY' && !rawName.startsWith('--');
    const hint = isQuery
      ? ' A query that begins with “-” goes after “--”.'
      : close === undefined
        ? ''
        : ` Did you mean --${close}?`;
    return `“${command.name}” has no option ${rawName}.${hint}`;
  }
  if (!option.value && inlineValue) return `--${name} takes no value.`;
  // `--out --json` means that the value was forgotten; a value that really begins so is written `--out=--json`.
  if (option.value && (!value || (!inlineValue && value.startsWith('--')))) {
    return `--${name} needs a value: --${name} ${option.value}.`;
  }
  if (!option.multiple && values.has(name)) return `--${name} is given twice.`;
  return null;
}

function missingOption(command: Command, values: ReadonlyMap<string, unknown>): string | null {
  const missing = Object.entries(command.options)
    .filter(([name, option]) => option.required && !values.has(name))
    .map(([name, option]) => `--${name} ${option.value}`);
  return missing.length === 0 ? null : `“${command.name}” needs ${missing.join(' and ')}.`;
}

function operandProblem({ name, operand }: Command, given: readonly string[]): string | null {
  if (!operand) return given[0] === undefined ? null : `“${name}” takes no “${given[0]}”.`;
  if (operand.required && given.length === 0) return `“${name}” needs ${operand.name}.`;
  if (!operand.multiple && given.length > 1) {
    return `“${name}” takes one ${operand.name}, but there are ${given.length}: put it in quotes.`;
  }
  return null;
}
