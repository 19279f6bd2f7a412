import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
/** What JSON, URLs, HTML, CSV, shells and lines of text write in another way, or take for an end. */
const AWKWARD = ' "\\/+&<>%\'; ä漢😀\n';

/** No secret: planted beside the canaries, it has to be found, or the search looks in the wrong places. */
export const witness = 'nosecretbutread';

/** Values that must not be found anywhere, and where each was planted. */
export interface Canaries {
  readonly planted: ReadonlyMap<string, string>;
  /** What must not be found either: the planted, and the beginning and the end of each awkward one on their own. */
  readonly searched: ReadonlyMap<string, string>;
  /** Says nothing by itself: to be planted where the place tells that it is a secret. */
  plain(where: string): string;
  /** The same, of characters that hardly any way of writing leaves as they are, and of two lines. */
  awkward(where: string): string;
  /** Has a credential's own form, wherever it stands. */
  token(where: string): string;
  /** A value that was there already: a credential, a session. */
  add(value: string, where: string): void;
}

export function createCanaries(): Canaries {
  const planted = new Map<string, string>();
  const searched = new Map<string, string>();
  const random = (length: number) =>
    Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const kept = (value: string, where: string) => {
    planted.set(value, where);
    searched.set(value, where);
    return value;
  };
  return {
    planted,
    searched,
    plain: (where) => kept(`Cn7${random(21)}`, where),
    awkward: (where) => {
      const [beginning, end] = [random(12), random(12)];
      searched.set(beginning, `${where}, its beginning`);
      searched.set(end, `${where}, its end`);
      return kept(`${beginning}${AWKWARD}${end}`, where);
    },
    // Put together here, so that no scanner takes this file for a leak.
    token: (where) => kept(['gh', `p_Cn7${random(29)}`].join(''), where),
    add: (value, where) => void kept(value, where),
  };
}

/** Whether any text that holds the value tells where it begins and ends. */
export function isOneWord(canary: string): boolean {
  return /^\w+$/.test(canary);
}
