/** Secrets that were chosen, by fingerprint, and the row that a range begins at. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly anchor: number | null;
}

export const nothingChosen: Selection = { chosen: new Set(), anchor: null };

/** As many as can be marked at once. */
export const MOST_CHOSEN = 1_000;

export function toggled(selection: Selection, row: number, fingerprint: string): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(fingerprint)) chosen.add(fingerprint);
  return { chosen, anchor: row };
}

/** Adds the rows from the anchor to `row`, both included; rows that are not there yet are passed over. */
export function extended(
  selection: Selection,
  row: number,
  printAt: (index: number) => string | null,
): Selection {
  const anchor = selection.anchor ?? row;
  const chosen = new Set(selection.chosen);
  for (let index = Math.min(anchor, row); index <= Math.max(anchor, row); index += 1) {
    const fingerprint = printAt(index);
    if (fingerprint !== null) chosen.add(fingerprint);
  }
  return { chosen, anchor };
}
