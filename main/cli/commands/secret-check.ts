import { resolve } from 'node:path';
import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { SecretLookUp } from '../../../shared/secret-inventory.ts';
import type { AppServices } from '../../app/app-services.ts';
import { splitCandidates } from '../../secrets/inventory/candidate-file.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { secretCells, secretColumns, secretFacts } from '../secret-facts.ts';
import { formatTable } from '../table.ts';
import { withApp } from '../with-app.ts';

export const secretCheck: Command = {
  name: 'secret check',
  summary:
    'Says whether values were exposed, by fingerprint; they are neither shown nor kept. Exits with 0 whatever it finds: see “found”.',
  operand: null,
  options: {
    workspace: workspaceOption,
    file: { value: 'PATH', help: 'values from a file: one a line, NAME=value lines, or a JSON list' },
    stdin: { help: 'the same from stdin; without --file and --stdin a value is asked for and not shown' },
    json: jsonOption,
  },
  examples: [
    'keyglass secret check --file .env',
    'pass show aws/prod | keyglass secret check --stdin --json',
  ],
  async run(given, environment) {
    if (given.has('file') && given.has('stdin')) {
      return failed(wrongUsage(secretCheck, '--file and --stdin exclude each other.'));
    }
    return withApp(given, environment, 'ask', async (services) => {
      const looked = await lookUp(services, given, environment);
      if (!looked.ok) return looked;
      await print(looked.value, given, environment);
      return ok(0);
    });
  },
};

async function lookUp(
  { secrets }: AppServices,
  given: ParsedArguments,
  { stdin, signal, workingFolder }: CliEnvironment,
): Promise<Result<SecretLookUp, AppError>> {
  const path = given.text('file');
  if (path !== undefined) return secrets.lookUpFile(resolve(workingFolder, path), signal);
  if (given.has('stdin') || !stdin.isTerminal) return secrets.lookUp(splitCandidates(stdin.pieces()), signal);
  const typed = await stdin.askHidden('Value (does not show): ');
  if (typed === null || typed.trim() === '') return failed(nothingGiven());
  return secrets.lookUp([typed], signal);
}

async function print(
  { checked, found }: SecretLookUp,
  given: ParsedArguments,
  { stdout, stderr }: CliEnvironment,
): Promise<void> {
  if (given.has('json')) {
    const lines = found.map(({ line, secret }) => ({ line, ...secretFacts(secret) }));
    await stdout.write(`${JSON.stringify({ checked, found: lines })}\n`);
    return;
  }
  if (found.length > 0) {
    const columns = [{ title: 'Line', align: 'right' as const }, ...secretColumns];
    const rows = found.map(({ line, secret }) => [String(line), ...secretCells(secret)]);
    await stdout.write(formatTable(columns, rows, stdout.width));
  }
  const was = found.length === 1 ? 'exposed secret was' : 'exposed secrets were';
  const among = `${formatCount(checked)} ${checked === 1 ? 'value' : 'values'}`;
  await stderr.write(`${formatCount(found.length)} ${was} found among ${among}.\n`);
}

function nothingGiven(): AppError {
  return appError('invalid-input', 'No value was given.', 'Type or paste one, then press Enter.');
}
