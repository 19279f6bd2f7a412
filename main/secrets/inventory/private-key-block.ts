const BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const ENDS = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;

export interface WholeKey {
  /** The line that the key begins at. */
  readonly line: number;
  readonly forms: readonly string[];
}

/** Puts private keys together again, which are one value on many lines. */
export class PrivateKeyBlocks {
  readonly #longest: number;
  #lines: string[] = [];
  #line = 0;
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The key that ends with this line; null for any other line. */
  add(text: string, line: number): WholeKey | null {
    const begin = BEGINS.exec(text);
    if (begin && !ENDS.test(text)) {
      this.#lines = [text.slice(begin.index)];
      this.#line = line;
      this.#length = text.length;
      return null;
    }
    if (this.#lines.length === 0) return null;
    this.#length += text.length + 1;
    if (this.#length > this.#longest) {
      this.#lines = [];
      return null;
    }
    const end = ENDS.exec(text);
    this.#lines.push(end ? text.slice(0, end.index + end[0].length) : text);
    if (!end) return null;
    const lines = this.#lines;
    this.#lines = [];
    const [unix, windows] = [lines.join('\n'), lines.join('\r\n')];
    return { line: this.#line, forms: [unix, `${unix}\n`, windows, `${windows}\r\n`] };
  }
}
