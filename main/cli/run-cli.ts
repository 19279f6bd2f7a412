import { type AppError, type AppErrorKind, appError } from '../../shared/app-error.ts';
import { nearestNames } from '../../shared/query/nearest-names.ts';
import { failed, type Result } from '../../shared/result.ts';
import { appVersion } from '../app/app-version.ts';
import { createEgress, type OwnEgress } from '../secrets/create-egress.ts';
import type { CliEnvironment, Command, ExitCode } from './command.ts';
import { commands } from './commands/index.ts';
import { commandHelp, generalHelp } from './help.ts';
import { parseArguments } from './parse-arguments.ts';
import { jsonForTerminal } from './visible-text.ts';
import { messageOf } from './with-app.ts';

/** Errors that a different command line would have avoided. Everything else is work that failed. */
const usageErrors: ReadonlySet<AppErrorKind> = new Set([
  'invalid-input',
  'query-syntax',
  'insecure-address',
  'not-available-yet',
]);

/**
 * Runs one command line (without the program's name) to its end and answers with the exit code. Never rejects. What goes
 * to stderr, and every failure, passes `egress`.
 */
export async function runCli(
  argv: readonly string[],
  given: CliEnvironment,
  egress: OwnEgress = createEgress(),
): Promise<ExitCode> {
  const environment = withTerminal(withEgress(given, egress), argv);
  const answer = await dispatch(argv, environment).catch((bug: unknown) => failed(internal(bug)));
  if (answer.ok) return answer.value;
  const error = egress.error(answer.error);
  await environment.stderr.write(messageOf('Error', error));
  // Whoever asked for JSON reads stdout, and finds one document there whatever happens.
  if (argv.includes('--json')) await environment.stdout.write(`${JSON.stringify({ error })}\n`);
  return usageErrors.has(answer.error.kind) ? 2 : 1;
}

function withEgress(environment: CliEnvironment, egress: OwnEgress): CliEnvironment {
  const { stderr, openApp } = environment;
  return {
    ...environment,
    stderr: {
      get isClosed() {
        return stderr.isClosed;
      },
      width: stderr.width,
      write: (text) => stderr.write(egress.text(text)),
    },
    // Here every text goes out at once, so all that was ever lifted has to be known before the first.
    openApp: async (options) => {
      const opened = await openApp({ ...options, egress });
      await egress.ready();
      return opened;
    },
  };
}

/** JSON is printed as it is made, but for a terminal, which event text in it could steer. */
function withTerminal(environment: CliEnvironment, argv: readonly string[]): CliEnvironment {
  const { stdout } = environment;
  if (stdout.width === null || !(argv.includes('--json') || argv.includes('--jsonl'))) return environment;
  return {
    ...environment,
    stdout: {
      get isClosed() {
        return stdout.isClosed;
      },
      width: stdout.width,
      write: (text) => stdout.write(jsonForTerminal(text)),
    },
  };
}

async function dispatch(
  argv: readonly string[],
  environment: CliEnvironment,
): Promise<Result<ExitCode, AppError>> {
  const { stdout } = environment;
  const [first, second] = argv;
  const command = commandNamed(`${first} ${second}`) ?? commandNamed(first ?? '');
  if (command) {
    const words = argv.slice(command.name.split(' ').length);
    if (asksForHelp(words)) {
      await stdout.write(commandHelp(command));
      return { ok: true, value: 0 };
    }
    const given = parseArguments(command, words);
    return given.ok ? command.run(given.value, environment) : given;
  }
  if (first === '--version' || first === '-v') {
    await stdout.write(`keyglass ${appVersion}\n`);
    return { ok: true, value: 0 };
  }
  if (first === 'help' || asksForHelp(argv)) {
    await stdout.write(generalHelp(commands));
    return { ok: true, value: 0 };
  }
  return failed(unknownCommand(first, second));
}

function commandNamed(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}

/** `--help` anywhere before `--`; after it the word is part of a query. */
function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

function unknownCommand(first: string | undefined, second: string | undefined): AppError {
  const family = commands.filter((command) => !command.internal && command.name.startsWith(`${first} `));
  if (first !== undefined && family.length > 0) {
    const forms = family.map((command) => `keyglass ${command.name}`).join(', ');
    const problem = second ? `“${first} ${second}” is not a command.` : `“${first}” needs a second word.`;
    return appError('invalid-input', problem, `Use one of: ${forms}`);
  }
  const names = commands.filter((command) => !command.internal).map(({ name }) => name);
  const [close] = first === undefined ? [] : nearestNames(first, names, 1);
  const hint = close === undefined ? '' : ` Did you mean “${close}”?`;
  return appError(
    'invalid-input',
    first === undefined ? 'No command was given.' : `“${first}” is not a command.${hint}`,
    `Use one of: ${names.join(', ')}. More with: keyglass --help`,
  );
}

function internal(bug: unknown): AppError {
  // The stack names files and lines, never values; the message of an unknown error may hold anything.
  const where =
    bug instanceof Error ? bug.stack?.split('\n').find((line) => line.includes(' at ')) : undefined;
  return appError(
    'internal',
    'The command stopped because of an error in Keyglass.',
    'Try again; if it happens again, report it with the details.',
    { detail: `${bug instanceof Error ? bug.name : 'unknown'}${where ? ` ${where.trim()}` : ''}` },
  );
}
