import { writtenForms } from './written-forms.ts';

export interface Leak {
  readonly canary: string;
  readonly form: string;
  /** Where it was planted, and where it was found. */
  readonly planted: string;
  readonly found: string;
}

interface Pattern {
  readonly bytes: Buffer;
  readonly canary: string;
  readonly form: string;
}

/** How many first bytes of a pattern are looked up; the rest is compared. */
const HEAD = 6;

/**
 * Looks for every form of every canary in one pass over the bytes: at each place the first two bytes are asked of a
 * bitmap, then the first six of a table, and only then is anything compared.
 */
export class LeakSearch {
  readonly #canaries: ReadonlyMap<string, string>;
  readonly #pairs = new Uint8Array(65_536);
  readonly #heads = new Map<number, Pattern[]>();
  readonly leaks: Leak[] = [];
  forms = 0;
  bytesRead = 0;

  constructor(canaries: ReadonlyMap<string, string>) {
    this.#canaries = canaries;
    for (const canary of canaries.keys()) {
      for (const { form, bytes } of writtenForms(canary)) this.#add({ bytes, canary, form });
    }
  }

  #add(pattern: Pattern): void {
    const { bytes } = pattern;
    if (bytes.length < HEAD) throw new Error(`Too short to be looked for: ${pattern.canary}`);
    this.forms += 1;
    this.#pairs[bytes.readUInt16LE(0)] = 1;
    const head = bytes.readUIntLE(0, HEAD);
    this.#heads.set(head, [...(this.#heads.get(head) ?? []), pattern]);
  }

  /** `where` is for people. */
  read(bytes: Buffer, where: string): void {
    this.bytesRead += bytes.length;
    const pairs = this.#pairs;
    for (let at = 0; at <= bytes.length - HEAD; at += 1) {
      const pair = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
      if (pairs[pair] === 1) this.#compare(bytes, at, where);
    }
  }

  #compare(bytes: Buffer, at: number, where: string): void {
    for (const { bytes: wanted, canary, form } of this.#heads.get(bytes.readUIntLE(at, HEAD)) ?? []) {
      if (bytes.compare(wanted, 0, wanted.length, at, Math.min(at + wanted.length, bytes.length)) !== 0)
        continue;
      const planted = this.#canaries.get(canary) ?? '';
      this.leaks.push({ canary, form, planted, found: `${where}: …${around(bytes, at)}…` });
    }
  }
}

function around(bytes: Buffer, at: number): string {
  return bytes
    .subarray(Math.max(0, at - 80), at)
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/g, '.');
}
