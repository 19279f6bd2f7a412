import { changeRows } from '../../helpers/change-rows.ts';

const newFields = 10_000;

/** The same answer with ten thousand new fields in its first record, and nothing but nulls in its second. */
export function withOddRecords(data: unknown): unknown {
  return changeRows(data, ([first, second, ...rest]) => {
    const extra = Array.from({ length: newFields }, (_, index) => [`newField${index}`, index] as const);
    const nulls = Object.keys(second ?? {}).map((name) => [name, null] as const);
    return [
      ...(first === undefined ? [] : [{ ...first, ...Object.fromEntries(extra) }]),
      ...(second === undefined ? [] : [Object.fromEntries(nulls)]),
      ...rest,
    ];
  });
}
