const MAX_DEPTH = 200;
/** A look-up of the most candidates there may be, a query of the most conditions: both are far below. */
const MAX_VALUES = 100_000;
/** Of all texts together, in UTF-16 units. */
const MAX_CHARACTERS = 32_000_000;

/**
 * Whether a payload is small enough to be looked at more closely. Electron's payloads may lead back into themselves, or
 * hold one value in many places: each place counts, so that whatever walks the payload afterwards comes to an end.
 */
export function isWithinLimits(payload: unknown): boolean {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: payload, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (typeof value !== 'object' || value === null) {
      if (values > MAX_VALUES || characters > MAX_CHARACTERS) return false;
      continue;
    }
    // No call takes bytes, and each of them would count as a value.
    if (depth === MAX_DEPTH || ArrayBuffer.isView(value)) return false;
    if (Array.isArray(value) && value.length > MAX_VALUES) return false;
    const keys = Object.keys(value);
    for (const key of keys) characters += key.length;
    if (values + waiting.length + keys.length > MAX_VALUES || characters > MAX_CHARACTERS) return false;
    for (const key of keys) waiting.push({ value: Reflect.get(value, key), depth: depth + 1 });
  }
  return true;
}
