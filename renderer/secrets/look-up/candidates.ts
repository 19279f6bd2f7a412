/** What one call of `secrets.lookUp` takes. */
const MOST_VALUES = 10_000;
const LONGEST = 65_536;

export type Candidates =
  | {
      readonly ok: true;
      readonly values: readonly string[];
      /** What the answer's line stands for: the whole text, or a line of it from 1. */
      nameOf(line: number): string;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * What was typed or pasted, as values to look up. A text of several lines may be one value (a private key) or a list:
 * it is looked up as a whole and line by line.
 */
export function candidatesOf(text: string): Candidates {
  if (text.trim() === '') return { ok: false, problem: 'Type or paste the value.' };
  const lines = text.split(/\r\n|\r|\n/);
  const isOne = lines.filter((line) => line.trim() !== '').length < 2;
  if (text.length > LONGEST || (!isOne && lines.length >= MOST_VALUES)) {
    return { ok: false, problem: 'This is too long for the field. Put it into a file, and choose that.' };
  }
  if (isOne) return { ok: true, values: [text], nameOf: () => 'The value' };
  return {
    ok: true,
    values: [text, ...lines],
    nameOf: (line) => (line === 1 ? 'The whole text' : `Line ${line - 1}`),
  };
}

/** How many lines a pasted text has; 1 for what a field of one line can hold. */
export function lineCount(text: string): number {
  return text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).length;
}
