/** A record that is nested deeper than this is rejected: it is no data, and what comes after may recurse without fear. */
export const maxRecordDepth = 100;

/** How deep an answer or a file may go, so that one record beyond its limit does not cost the others. */
export const maxReadDepth = 1_000;

/** A run of digits that a double may not hold exactly. */
const longInteger = /\d{16}/;

/**
 * `JSON.parse`, but an integer beyond 2^53 becomes text with all of its digits in place of a number that is nearly
 * the same: such numbers are ids. Throws like `JSON.parse`; the message may quote the text, so don't show it.
 */
export function parseJson(text: string): unknown {
  return longInteger.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text);
}

function keepLongIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

/** Whether recursion over the value would go deeper than this. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const child of Object.values(value)) if (isDeeperThan(child, levels - 1)) return true;
  return false;
}
