type Row = Readonly<Record<string, unknown>>;

const newFields = 10_000;
const newFieldName = /^newField\d+$/;

export const isNewField = (name: string): boolean => newFieldName.test(name);
export const lastNewField = `newField${newFields - 1}`;

/** Ten thousand new fields in the first record; and one more record behind it, with nothing but nulls. */
export function withNewFieldsAndNulls([first, second, ...rest]: readonly Row[]): readonly Row[] {
  if (first === undefined) return [];
  const extra = Array.from({ length: newFields }, (_, index) => [`newField${index}`, index] as const);
  const nulls = Object.keys(second ?? first).map((name) => [name, null] as const);
  return [
    { ...first, ...Object.fromEntries(extra) },
    Object.fromEntries(nulls),
    ...(second === undefined ? [] : [second]),
    ...rest,
  ];
}

export const longField = 'aLongText';
/** A little over a megabyte. */
export const longText = 'long '.repeat((1_024 * 1_024) / 5 + 1);

export function withLongText([first, ...rest]: readonly Row[]): readonly Row[] {
  return first === undefined ? [] : [{ ...first, [longField]: longText }, ...rest];
}
