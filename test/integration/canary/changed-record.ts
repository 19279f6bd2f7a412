export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy; the same record where the path leads nowhere. */
export function changed(
  record: unknown,
  path: readonly string[],
  change: (value: unknown) => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return record === undefined ? record : change(record);
  if (Array.isArray(record)) {
    return record.map((element, index) =>
      String(index) === step ? changed(element, rest, change) : element,
    );
  }
  if (!isObject(record) || !Object.hasOwn(record, step)) return record;
  return { ...record, [step]: changed(record[step], rest, change) };
}

/** A copy with the value at the path, whose objects and lists are made where they are not there. `*` is each element. */
export function withValueAt(record: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (step === '*') {
    const elements: readonly unknown[] = Array.isArray(record) && record.length > 0 ? record : [undefined];
    return elements.map((element) => withValueAt(element, rest, value));
  }
  const object = isObject(record) ? record : {};
  return { ...object, [step]: withValueAt(object[step], rest, value) };
}
