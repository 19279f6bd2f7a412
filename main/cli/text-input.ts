import { stripVTControlCharacters } from 'node:util';

/** What the process is given to read. */
export interface TextInput {
  /** A person at a terminal, not a pipe or a file. */
  readonly isTerminal: boolean;
  /** Everything there is to read, in pieces. */
  pieces(): AsyncIterable<string>;
  /** Asks for one line that does not show while it is typed. Null when the person gives up (Ctrl-C, Ctrl-D). */
  askHidden(question: string): Promise<string | null>;
}

interface TerminalStream extends AsyncIterable<string | Buffer> {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: 'data', listener: (text: string) => void): unknown;
  off(event: 'data', listener: (text: string) => void): unknown;
}

/** The process's own stdin; questions are put to `say`, which is stderr, so that stdout holds answers alone. */
export function textInput(stdin: TerminalStream, say: (text: string) => void): TextInput {
  return {
    isTerminal: stdin.isTTY === true,
    async *pieces() {
      stdin.setEncoding('utf8');
      for await (const piece of stdin) yield String(piece);
    },
    askHidden: (question) => askHidden(stdin, say, question),
  };
}

const ENTER = /[\r\n]/;
/** Ctrl-C and Ctrl-D. */
const GIVEN_UP: ReadonlySet<string> = new Set(['\u0003', '\u0004']);
/** The terminal shows nothing of what is typed only while it is raw; then Enter and Backspace are ours to understand. */
function askHidden(
  stdin: TerminalStream,
  say: (text: string) => void,
  question: string,
): Promise<string | null> {
  return new Promise((resolve) => {
    let typed = '';
    const end = (answer: string | null): void => {
      stdin.off('data', hear);
      stdin.setRawMode?.(false);
      stdin.pause();
      say('\n');
      resolve(answer);
    };
    const hear = (text: string): void => {
      // Keys that are no characters, such as the arrows, and the brackets that a terminal puts around what is pasted.
      for (const character of stripVTControlCharacters(text)) {
        if (ENTER.test(character) || GIVEN_UP.has(character)) {
          end(ENTER.test(character) ? typed : null);
          return;
        }
        typed = character === '\u007f' || character === '\b' ? typed.slice(0, -1) : typed + character;
      }
    };
    say(question);
    stdin.setEncoding('utf8');
    stdin.setRawMode?.(true);
    stdin.on('data', hear);
    stdin.resume();
  });
}
