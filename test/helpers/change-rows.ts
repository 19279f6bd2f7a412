type Row = Readonly<Record<string, unknown>>;

/**
 * A vendor's answer with other records: those of the bare list, or of the first of its fields that holds some. An
 * answer without records stays as it is.
 */
export function changeRows(data: unknown, change: (rows: readonly Row[]) => readonly unknown[]): unknown {
  if (Array.isArray(data)) return isRows(data) ? change(data) : data;
  if (typeof data !== 'object' || data === null) return data;
  const found = Object.entries(data).find(([, value]) => isRows(value));
  return found === undefined ? data : { ...data, [found[0]]: change(found[1] as readonly Row[]) };
}

function isRows(value: unknown): value is readonly Row[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null)
  );
}
