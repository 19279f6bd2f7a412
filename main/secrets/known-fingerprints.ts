/**
 * Which values the vault has lifted, in little memory: of each fingerprint the first 64 bits, in a table of open
 * addresses; a million take 16 MB. That a value is taken for another has a chance of one in millions of millions.
 */
export class KnownFingerprints {
  #slots = new Uint32Array(2_048);
  #count = 0;
  readonly #lengths = new Set<number>();

  /** `length` is the value's, in characters. What is known already changes nothing. */
  add(fingerprint: string, length: number): void {
    this.#lengths.add(length);
    const [high, low] = halves(fingerprint);
    if (this.#place(high, low) === null) return;
    if ((this.#count + 1) * 4 > this.#slots.length) this.#grow();
    this.#put(high, low);
  }

  has(fingerprint: string): boolean {
    return this.#place(...halves(fingerprint)) === null;
  }

  /** Most words of a text are ruled out by their length alone. */
  hasLength(characters: number): boolean {
    return this.#lengths.has(characters);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Where it would go; null where it is there already. */
  #place(high: number, low: number): number | null {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    for (let index = low & mask; ; index = (index + 1) & mask) {
      const at = index * 2;
      if (slots[at] === 0 && slots[at + 1] === 0) return at;
      if (slots[at] === high && slots[at + 1] === low) return null;
    }
  }

  #put(high: number, low: number): void {
    const at = this.#place(high, low);
    if (at === null) return;
    this.#slots[at] = high;
    this.#slots[at + 1] = low;
    this.#count += 1;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    this.#count = 0;
    for (let at = 0; at < before.length; at += 2) {
      const high = before[at] ?? 0;
      const low = before[at + 1] ?? 0;
      if (high !== 0 || low !== 0) this.#put(high, low);
    }
  }
}

function halves(fingerprint: string): [high: number, low: number] {
  // All zeros mark an empty slot.
  return [
    Number.parseInt(fingerprint.slice(0, 8), 16) >>> 0,
    Number.parseInt(fingerprint.slice(8, 16), 16) >>> 0 || 1,
  ];
}
