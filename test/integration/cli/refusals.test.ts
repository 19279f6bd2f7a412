import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../main/cli/commands/index.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from './run-command.ts';

let folder: { path: string; remove(): Promise<void> };
let terminal: Terminal;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  terminal = aTerminal({ clock, folder: folder.path, env: { ENTRO_TOKEN: 'canary-token' } });
  await writeFile(join(folder.path, 'empty.json'), '[]');
  await terminal.run('import', '--workspace', 'ws', '--vendor', 'entro', '--stream', 'audit', 'empty.json');
});

afterAll(() => folder.remove());

describe('a wrong usage', () => {
  it.each([
    [[], 'No command was given.'],
    [['dance'], '“dance” is not a command.'],
    [['source'], '“source” needs a second word.'],
    [['source', 'paint'], '“source paint” is not a command.'],
    [['search'], '“search” needs QUERY.'],
    [['search', '*', '--limit', 'many'], '--limit takes a whole number from 1, not “many”.'],
    [['search', '*', '--fields', 'no_such_field'], 'There is no field “no_such_field”.'],
    [['search', '*', '--sort', 'nonsense:desc'], 'There is no field “nonsense”.'],
    [['search', '(', '--workspace', 'ws'], ''],
    [['facets', '*'], '“facets” needs --field FIELD.'],
    [['histogram', '*', '--interval', 'soon'], '--interval takes a time like 15m, 1h, 1d or 1w, not “soon”.'],
    [['export', '*', '--format', 'docx', '--out', 'x'], 'There is no format “docx”.'],
    [['export', '*', '--format', 'csv'], '“export” needs --out PATH.'],
    [['export', '*', '--format', 'csv', '--out', '-'], 'For stdout: keyglass search --jsonl.'],
    [['search', '-severity:high'], 'A query that begins with “-” goes after “--”.'],
    [['export', '*', '--format', 'csv', '--out', 'no/where.csv', '--workspace', 'ws'], 'does not exist.'],
    [
      ['import', '--vendor', 'acme', '--stream', 'audit', 'f', '--workspace', 'ws'],
      'Keyglass knows no vendor “acme”.',
    ],
    [
      ['import', '--vendor', 'entro', '--stream', 'nope', 'f', '--workspace', 'ws'],
      'Entro has no stream “nope”.',
    ],
    [
      ['source', 'test', '--source', 'Nobody', '--workspace', 'ws'],
      'There is no source “Nobody” in this workspace.',
    ],
  ])('%j exits with 2 and says what is wrong', async (argv, message) => {
    const end = await terminal.run(...argv);
    expect(end.exitCode).toBe(2);
    expect(end.stdout).toBe('');
    expect(end.stderr).toContain(message);
    expect(end.stderr).toMatch(/^Error: .+\n {2}\S/);
  });

  it('is one JSON document on stdout when JSON was asked for', async () => {
    const { exitCode, document, stderr } = await terminal.json('facets', '*');
    expect(exitCode).toBe(2);
    expect(document).toEqual({
      error: {
        kind: 'invalid-input',
        message: '“facets” needs --field FIELD.',
        remedy: expect.stringContaining('keyglass facets QUERY'),
      },
    });
    expect(stderr).toContain('Error: “facets” needs --field FIELD.');
  });

  it('points at the place in a query', async () => {
    const { exitCode, document } = await terminal.json('search', 'secret.type:', '--workspace', 'ws');
    expect(exitCode).toBe(2);
    expect(document.error).toMatchObject({ kind: 'query-syntax', position: expect.anything() });
    expect(document.error.remedy).toContain('^');
  });
});

describe('a workspace', () => {
  it('that is a file is told from a folder, and left as it is', async () => {
    await writeFile(join(folder.path, 'notes.txt'), 'mine');
    for (const words of [
      ['search', '*'],
      ['import', '--vendor', 'entro', '--stream', 'audit', 'empty.json'],
    ]) {
      const end = await terminal.run(...words, '--workspace', 'notes.txt');
      expect(end.exitCode).toBe(1);
      expect(end.stderr).toContain('notes.txt is a file, and a workspace is a folder.');
    }
    expect(await readFile(join(folder.path, 'notes.txt'), 'utf8')).toBe('mine');
  });
});

describe('credentials', () => {
  const add = (...more: readonly string[]) =>
    terminal.run('source', 'add', '--workspace', 'ws', '--vendor', 'entro', '--name', 'Acme', ...more);

  it('are refused on the command line, and not repeated', async () => {
    const end = await add('--url', 'https://entro.example.com', '--credential', 'token=canary-token');
    expect(end.exitCode).toBe(2);
    expect(end.stderr).toContain('can be read by others on this machine');
    expect(end.stdout + end.stderr).not.toContain('canary-token');
  });

  it('are not sent in clear over the network', async () => {
    const end = await add('--url', 'http://entro.example.com', '--credential', 'token=env:ENTRO_TOKEN');
    expect(end.exitCode).toBe(2);
    expect(end.stdout + end.stderr).not.toContain('canary-token');
  });
});

describe('what is not there yet', () => {
  it.each([
    [['forward', '*', '--sink', 'siem']],
    [['sink', 'add', '--kind', 'splunk', '--name', 'x', '--url', 'https://siem.example.com']],
    [['sink', 'list']],
    [['sink', 'remove', '--sink', 'x']],
    [['sink', 'test']],
    [['export', '*', '--format', 'parquet', '--out', 'x']],
    [['export', '*', '--format', 'bundle', '--out', 'x']],
  ])('%j exits with 2 and says so on stderr', async (argv) => {
    const end = await terminal.run(...argv);
    expect(end).toMatchObject({ exitCode: 2, stdout: '' });
    expect(end.stderr).toContain('not available yet');
  });
});

describe('help', () => {
  it('names every command', async () => {
    const { exitCode, stdout } = await terminal.run('--help');
    expect(exitCode).toBe(0);
    for (const command of commands) {
      if (!command.internal) expect(stdout).toContain(`  ${command.name} `);
    }
  });

  it.each(commands.map(({ name }) => name))('of %s shows its form', async (name) => {
    const { exitCode, stdout } = await terminal.run(...name.split(' '), '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`keyglass ${name}`);
  });

  it('prints the version', async () => {
    expect((await terminal.run('--version')).stdout).toMatch(/^keyglass \d+\.\d+\.\d+\n$/);
  });
});

describe('a workspace that is not there', () => {
  it('is refused by a command that only asks', async () => {
    const end = await terminal.json('search', '*', '--workspace', 'nowhere');
    expect(end).toMatchObject({ exitCode: 1, document: { error: { kind: 'workspace-invalid' } } });
  });
});
