import { credentialVariable } from '../secrets/environment-keychain.ts';
import { VAULT_KEY_NEXT_VARIABLE, VAULT_KEY_VARIABLE } from '../secrets/vault-problems.ts';
import type { CliOption, Command } from './command.ts';

/** `keyglass search [--workspace DIR] QUERY …` on one line. */
export function usageLine(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => {
    const text = option.value ? `--${name} ${option.value}` : `--${name}`;
    const repeated = option.multiple ? `${text} …` : text;
    return option.required ? repeated : `[${repeated}]`;
  });
  return ['keyglass', command.name, ...operandText(command), ...options].join(' ');
}

function operandText({ operand }: Command): string[] {
  if (!operand) return [];
  const text = operand.multiple ? `${operand.name}…` : operand.name;
  return [operand.required ? text : `[${text}]`];
}

export function commandHelp(command: Command): string {
  const rows = Object.entries(command.options).map(([name, option]) => [
    optionText(name, option),
    option.help,
  ]);
  const lines = [command.summary, '', `  ${usageLine(command)}`];
  if (rows.length > 0) lines.push('', 'Options', ...aligned(rows));
  if (command.examples) lines.push('', 'Examples', ...command.examples.map((example) => `  ${example}`));
  return `${lines.join('\n')}\n`;
}

function optionText(name: string, option: CliOption): string {
  return option.value ? `--${name} ${option.value}` : `--${name}`;
}

export function generalHelp(commands: readonly Command[]): string {
  const rows = commands
    .filter((command) => !command.internal)
    .map((command) => [command.name, command.summary]);
  const lines = [
    'Keyglass without a window.',
    '',
    '  keyglass COMMAND [options]',
    '',
    'Commands',
    ...aligned(rows),
    '',
    '  keyglass COMMAND --help    says more about one command',
    '  keyglass --version         prints the version',
    '',
    'Without a keychain, for one process',
    ...aligned([
      [
        VAULT_KEY_VARIABLE,
        'the vault’s key: 32 bytes in base64, the same each time (openssl rand -base64 32)',
      ],
      [VAULT_KEY_NEXT_VARIABLE, 'the key that “vault rotate” changes it to'],
      [
        credentialVariable('source', 'name'),
        `a credential; the clientSecret of “Entra ID” is ${credentialVariable('Entra ID', 'clientSecret')}`,
      ],
    ]),
    '',
    'Exit codes: 0 done, 1 the work failed in part, 2 wrong usage.',
    'Messages go to stderr; with --json, stdout holds exactly one JSON document.',
  ];
  return `${lines.join('\n')}\n`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([left = '']) => left.length));
  return rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}   ${right}`);
}
