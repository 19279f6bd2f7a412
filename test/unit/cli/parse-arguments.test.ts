import { describe, expect, it } from 'vitest';
import type { Command } from '../../../main/cli/command.ts';
import { parseArguments } from '../../../main/cli/parse-arguments.ts';

const command: Command = {
  name: 'source paint',
  summary: 'Paints a source.',
  operand: { name: 'QUERY', required: true },
  options: {
    out: { value: 'PATH', required: true, help: 'where' },
    set: { value: 'key=value', multiple: true, help: 'a setting' },
    json: { help: 'print JSON' },
  },
  run: async () => ({ ok: true, value: 0 }),
};

const form = 'Use: keyglass source paint QUERY --out PATH [--set key=value …] [--json]';

describe('reading arguments', () => {
  it('takes options before and after the operand', () => {
    const given = parseArguments(command, ['--set', 'a=1', 'x:y', '--out', 'f.csv', '--set=b=2', '--json']);
    expect(given.ok).toBe(true);
    if (!given.ok) return;
    const { operands, text, all, has } = given.value;
    expect({ operands, out: text('out'), set: all('set'), json: has('json') }).toEqual({
      operands: ['x:y'],
      out: 'f.csv',
      set: ['a=1', 'b=2'],
      json: true,
    });
  });

  it('takes what follows -- as it is', () => {
    const given = parseArguments(command, ['--out', 'f', '--', '--json']);
    expect(given.ok && given.value.operands).toEqual(['--json']);
    expect(given.ok && given.value.has('json')).toBe(false);
  });

  it('takes a value that begins with dashes when it is joined to the option', () => {
    const given = parseArguments(command, ['q', '--out=--odd']);
    expect(given.ok && given.value.text('out')).toBe('--odd');
  });

  it.each([
    [['q'], '“source paint” needs --out PATH.'],
    [['--out', 'f'], '“source paint” needs QUERY.'],
    [['two', 'words', '--out', 'f'], '“source paint” takes one QUERY, but there are 2: put it in quotes.'],
    [['q', '--out', 'f', '--color'], '“source paint” has no option --color.'],
    [['q', '--ouut', 'f'], '“source paint” has no option --ouut. Did you mean --out?'],
    [
      ['q', '--out', 'f', '-j'],
      '“source paint” has no option -j. A query that begins with “-” goes after “--”.',
    ],
    [['q', '--out', 'f', '--constructor'], '“source paint” has no option --constructor.'],
    [['q', '--out'], '--out needs a value: --out PATH.'],
    [['q', '--out', '--json'], '--out needs a value: --out PATH.'],
    [['q', '--out='], '--out needs a value: --out PATH.'],
    [['q', '--out', 'f', '--out', 'g'], '--out is given twice.'],
    [['q', '--out', 'f', '--json=yes'], '--json takes no value.'],
  ])('refuses %j with a sentence and the right form', (words, message) => {
    expect(parseArguments(command, words)).toEqual({
      ok: false,
      error: { kind: 'invalid-input', message, remedy: form },
    });
  });

  it('refuses words where a command takes none', () => {
    const given = parseArguments({ ...command, operand: null }, ['--out', 'f', 'extra']);
    expect(!given.ok && given.error.message).toBe('“source paint” takes no “extra”.');
  });
});
