/** Where a range begins: a secret, and the row at which it stood. */
interface Anchor {
  readonly row: number;
  readonly fingerprint: string;
}

/** Secrets that were chosen, by fingerprint, and where a range begins. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly anchor: Anchor | null;
  /** Not all that was asked for could be chosen. */
  readonly isCut: boolean;
}

export const nothingChosen: Selection = { chosen: new Set(), anchor: null, isCut: false };

/** As many as can be marked at once. */
export const MOST_CHOSEN = 1_000;

/** Everything from the first row on, of which `total` are there. */
export function allChosen(fingerprints: readonly string[], total: number): Selection {
  const [first] = fingerprints;
  return {
    chosen: new Set(fingerprints),
    anchor: first === undefined ? null : { row: 0, fingerprint: first },
    isCut: total > fingerprints.length,
  };
}

export function toggled(selection: Selection, row: number, fingerprint: string): Selection {
  const anchor = { row, fingerprint };
  if (!selection.chosen.has(fingerprint)) return withMore(selection, [fingerprint], anchor);
  const chosen = new Set(selection.chosen);
  chosen.delete(fingerprint);
  return { chosen, anchor, isCut: false };
}

/** The rows of a range, which are to be read to know its secrets. */
export interface RowRange {
  readonly first: number;
  readonly count: number;
  /** It goes on beyond what can be chosen at once. */
  readonly isCut: boolean;
}

/** From the anchor to `row`, both included; where that is more than can be chosen, what is nearest the anchor. */
export function rangeTo({ anchor }: Selection, row: number): RowRange {
  const begin = anchor?.row ?? row;
  const reach = MOST_CHOSEN - 1;
  const end = Math.max(begin - reach, Math.min(begin + reach, row));
  return { first: Math.min(begin, end), count: Math.abs(end - begin) + 1, isCut: end !== row };
}

/**
 * Adds the secrets from the anchor's to the one at `row`. `fingerprints`: what stands in the rows of `range` now; `here`:
 * what stood at `row` when it was pressed, null where it was not loaded. A range is between two secrets, not two numbers:
 * where the anchor's is not among the rows any more (the list was sorted, or more came in), it begins anew at `row`.
 */
export function extended(
  selection: Selection,
  row: number,
  here: string | null,
  range: RowRange,
  fingerprints: readonly string[],
): Selection {
  const { anchor } = selection;
  const begin = anchor === null ? -1 : fingerprints.indexOf(anchor.fingerprint);
  const isForward = row >= (anchor?.row ?? row);
  const furthest = isForward ? fingerprints.length - 1 : 0;
  const end = range.isCut
    ? furthest
    : here === null
      ? Math.min(row - range.first, fingerprints.length - 1)
      : fingerprints.indexOf(here);
  if (anchor === null || begin === -1 || end === -1) {
    const only = here ?? (range.isCut ? undefined : fingerprints[row - range.first]);
    return only === undefined ? selection : withMore(selection, [only], { row, fingerprint: only });
  }
  const between = fingerprints.slice(Math.min(begin, end), Math.max(begin, end) + 1);
  const inOrder = begin <= end ? between : between.reverse();
  const grown = withMore(selection, inOrder, { ...anchor, row: range.first + begin });
  return { ...grown, isCut: grown.isCut || range.isCut };
}

/** As many of them as there is room for. */
function withMore(selection: Selection, fingerprints: readonly string[], anchor: Anchor): Selection {
  const chosen = new Set(selection.chosen);
  const more = fingerprints.filter((fingerprint) => !chosen.has(fingerprint));
  for (const fingerprint of more.slice(0, MOST_CHOSEN - chosen.size)) chosen.add(fingerprint);
  return { chosen, anchor, isCut: selection.chosen.size + more.length > MOST_CHOSEN };
}
