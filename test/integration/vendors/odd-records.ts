const newFields = 10_000;

type Row = Readonly<Record<string, unknown>>;

/** Ten thousand new fields in the first record, and nothing but nulls in the second. */
export function withNewFieldsAndNulls([first, second, ...rest]: readonly Row[]): readonly Row[] {
  const extra = Array.from({ length: newFields }, (_, index) => [`newField${index}`, index] as const);
  const nulls = Object.keys(second ?? {}).map((name) => [name, null] as const);
  return [
    ...(first === undefined ? [] : [{ ...first, ...Object.fromEntries(extra) }]),
    ...(second === undefined ? [] : [Object.fromEntries(nulls)]),
    ...rest,
  ];
}
