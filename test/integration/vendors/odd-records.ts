const newFields = 10_000;

type Row = Readonly<Record<string, unknown>>;

/** The same answer with ten thousand new fields in its first record, and nothing but nulls in its second. */
export function withOddRecords(data: unknown): unknown {
  if (Array.isArray(data)) return isRows(data) ? oddRows(data) : data;
  if (typeof data !== 'object' || data === null) return data;
  const found = Object.entries(data).find(([, value]) => isRows(value));
  return found === undefined ? data : { ...data, [found[0]]: oddRows(found[1] as readonly Row[]) };
}

function oddRows([first, second, ...rest]: readonly Row[]): Row[] {
  const extra = Array.from({ length: newFields }, (_, index) => [`newField${index}`, index] as const);
  const nulls = Object.keys(second ?? {}).map((name) => [name, null] as const);
  return [
    ...(first === undefined ? [] : [{ ...first, ...Object.fromEntries(extra) }]),
    ...(second === undefined ? [] : [Object.fromEntries(nulls)]),
    ...rest,
  ];
}

function isRows(value: unknown): value is readonly Row[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null)
  );
}
