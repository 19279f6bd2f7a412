/** Where a range begins: a row, and the secret that stood there. */
interface Anchor {
  readonly row: number;
  readonly fingerprint: string;
}

/** Secrets that were chosen, by fingerprint, and where a range begins. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly anchor: Anchor | null;
}

export const nothingChosen: Selection = { chosen: new Set(), anchor: null };

/** As many as can be marked at once. */
export const MOST_CHOSEN = 1_000;

export function toggled(selection: Selection, row: number, fingerprint: string): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(fingerprint)) chosen.add(fingerprint);
  return { chosen, anchor: { row, fingerprint } };
}

/**
 * Adds the rows from the anchor to `row`, both included; rows that are not there yet are passed over. Where another
 * secret stands at the anchor by now (the list was sorted, or more came in), the range begins anew at `row`.
 */
export function extended(
  selection: Selection,
  row: number,
  printAt: (index: number) => string | null,
): Selection {
  const here = printAt(row);
  const { anchor } = selection;
  const begin = anchor === null || isMoved(anchor, printAt) ? row : anchor.row;
  const chosen = new Set(selection.chosen);
  for (let index = Math.min(begin, row); index <= Math.max(begin, row); index += 1) {
    const fingerprint = printAt(index);
    if (fingerprint !== null) chosen.add(fingerprint);
  }
  if (begin !== row || here === null) return { chosen, anchor };
  return { chosen, anchor: { row, fingerprint: here } };
}

/** A row that is not loaded says nothing of a move. */
function isMoved({ row, fingerprint }: Anchor, printAt: (index: number) => string | null): boolean {
  const there = printAt(row);
  return there !== null && there !== fingerprint;
}
