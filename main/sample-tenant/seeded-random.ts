import { createHash } from 'node:crypto';

/** Chance that comes out the same for the same seed. Not for secrets. */
export interface SeededRandom {
  /** At least 0, below 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** The item whose share of the weights' sum the chance falls on. */
  pickWeighted<Item extends { readonly weight: number }>(items: readonly [Item, ...Item[]]): Item;
  text(length: number, alphabet: string): string;
  uuid(): string;
}

const MULTIPLIER = 0x6d2b79f5;

/** The parts together are the seed: `seededRandom('sample', 'entro', dayNumber)`. */
export function seededRandom(...seed: readonly (string | number)[]): SeededRandom {
  // Mulberry32: a few operations a number, even enough for made-up data.
  let state = createHash('sha256').update(seed.join('\n')).digest().readUInt32LE(0);
  const fraction = (): number => {
    state = (state + MULTIPLIER) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  const text = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(fraction() * alphabet.length))).join('');
  return {
    fraction,
    between,
    text,
    pick: (items) => items[Math.floor(fraction() * items.length)] ?? items[0],
    pickWeighted(items) {
      let left = fraction() * items.reduce((sum, item) => sum + item.weight, 0);
      for (const item of items) {
        left -= item.weight;
        if (left < 0) return item;
      }
      return items[0];
    },
    uuid: () => [8, 4, 4, 4, 12].map((length) => text(length, '0123456789abcdef')).join('-'),
  };
}
