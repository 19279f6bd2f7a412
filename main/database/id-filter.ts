/** One wrong "maybe" in ten thousand while a layer has this many bits for each of its ids. */
const BITS_PER_ID = 24;
const PROBES = 8;
const SMALLEST_BITS = 2 ** 22;
/** 512 MB, and as far as a probe's 32 bits reach. */
const LARGEST_BITS = 2 ** 32;

/** One Bloom filter. */
interface Layer {
  readonly words: Uint32Array;
  /** The number of bits is a power of two, so a probe is cut to it by its low bits. */
  readonly mask: number;
  readonly capacity: number;
  held: number;
}

/**
 * Tells at once and in memory that an id is not among millions; of one that is, it says "maybe". Ids are 32 hex digits
 * of a hash, so their own digits serve as the filter's hashes. Ids can't be taken out: one that is gone is a "maybe"
 * for ever. Grows by layers, each twice as large as the one before.
 */
export class IdFilter {
  readonly #layers: Layer[];

  /** `expected` ids fit without growing. */
  constructor(expected: number) {
    this.#layers = [layerFor(expected)];
  }

  /** Bytes of memory. */
  get size(): number {
    return this.#layers.reduce((sum, { words }) => sum + words.byteLength, 0);
  }

  add(id: string): void {
    this.addWords(wordAt(id, 0), wordAt(id, 8));
  }

  mayHold(id: string): boolean {
    const first = wordAt(id, 0);
    const step = wordAt(id, 8) | 1;
    return this.#layers.some((layer) => holds(layer, first, step));
  }

  /** `first` and `second` are the id's first 16 hex digits as two numbers of 32 bits. */
  addWords(first: number, second: number): void {
    const layer = this.#layerWithRoom();
    const step = second | 1;
    for (let probe = 0, at = first; probe < PROBES; probe += 1, at = (at + step) | 0) {
      const bit = (at & layer.mask) >>> 0;
      layer.words[bit >>> 5] = (layer.words[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
    layer.held += 1;
  }

  #layerWithRoom(): Layer {
    const last = this.#layers[this.#layers.length - 1];
    if (last && last.held < last.capacity) return last;
    const next = layerFor((last?.capacity ?? 0) * 2);
    this.#layers.push(next);
    return next;
  }
}

function layerFor(ids: number): Layer {
  const bits = Math.min(LARGEST_BITS, Math.max(SMALLEST_BITS, 2 ** Math.ceil(Math.log2(ids * BITS_PER_ID))));
  return {
    words: new Uint32Array(bits / 32),
    mask: (bits - 1) | 0,
    capacity: Math.floor(bits / BITS_PER_ID),
    held: 0,
  };
}

function holds({ words, mask }: Layer, first: number, step: number): boolean {
  for (let probe = 0, at = first; probe < PROBES; probe += 1, at = (at + step) | 0) {
    const bit = (at & mask) >>> 0;
    if (((words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
  }
  return true;
}

function wordAt(id: string, digit: number): number {
  return Number.parseInt(id.slice(digit, digit + 8), 16) | 0;
}
