import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { textInput } from '../../../main/cli/text-input.ts';

/** A terminal that notes when it stops to echo. */
function aTerminal() {
  const raw: boolean[] = [];
  const said: string[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => raw.push(isRaw),
  });
  return { stdin, raw, said, input: textInput(stdin, (text) => said.push(text)) };
}

describe('a value that is typed', () => {
  it('is asked for without an echo, and the terminal is as before afterwards', async () => {
    const { stdin, raw, said, input } = aTerminal();

    const answer = input.askHidden('Value: ');
    for (const piece of ['hunt', 'er2', '\r']) stdin.write(piece);

    expect(await answer).toBe('hunter2');
    expect(raw).toEqual([true, false]);
    expect(said.join('')).toBe('Value: \n');
  });

  it.each([
    ['a mistake taken back', 'hunx\u007fter2\r', 'hunter2'],
    ['keys that are no characters', 'hunter\u001b[D\u001b[C2\r', 'hunter2'],
    ['a paste in the terminal’s brackets', '\u001b[200~hunter2\u001b[201~\n', 'hunter2'],
    ['nothing', '\n', ''],
    ['Ctrl-C', 'hunter\u0003', null],
    ['Ctrl-D', '\u0004', null],
  ])('understands %s', async (_what, typed, answer) => {
    const { stdin, raw, input } = aTerminal();

    const asked = input.askHidden('Value: ');
    stdin.write(typed);

    expect(await asked).toBe(answer);
    expect(raw).toEqual([true, false]);
  });

  it('is read whole where it is piped in', async () => {
    const stdin = new PassThrough();
    const input = textInput(stdin, () => {});
    stdin.end(Buffer.from('zweites-Geheimnis-ü\n'));

    const pieces: string[] = [];
    for await (const piece of input.pieces()) pieces.push(piece);

    expect(input.isTerminal).toBe(false);
    expect(pieces.join('')).toBe('zweites-Geheimnis-ü\n');
  });
});
