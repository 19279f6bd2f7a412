import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** Values that must not be found anywhere, and where each was planted. */
export interface Canaries {
  readonly planted: ReadonlyMap<string, string>;
  /** Says nothing by itself: to be planted where the place tells that it is a secret. */
  plain(where: string): string;
  /** Has a credential's own form, wherever it stands. */
  token(where: string): string;
  /** A value that was there already: a credential, a session. */
  add(value: string, where: string): void;
}

export function createCanaries(): Canaries {
  const planted = new Map<string, string>();
  const random = (length: number) =>
    Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const kept = (value: string, where: string) => {
    planted.set(value, where);
    return value;
  };
  return {
    planted,
    plain: (where) => kept(`Cn7${random(21)}`, where),
    // Put together here, so that no scanner takes this file for a leak.
    token: (where) => kept(['gh', `p_Cn7${random(29)}`].join(''), where),
    add: (value, where) => void kept(value, where),
  };
}
