import type { Result } from '../../../shared/result.ts';
import type { JsonObject } from '../json-object.ts';
import { readRecord } from './record-fields.ts';

/**
 * A reader that remembers the last record: it is mapped and then asked for its natural key, and reading it is a good
 * part of either.
 */
export function readOnce<Read>(read: (record: JsonObject) => Result<Read, string>) {
  let last: { readonly record: unknown; readonly result: Result<Read, string> } | null = null;
  return (record: unknown): Result<Read, string> => {
    if (last === null || last.record !== record) {
      const clean = readRecord(record);
      last = { record, result: clean.ok ? read(clean.value) : clean };
    }
    return last.result;
  };
}

/** The same for a natural key, which is only asked for of records that could be read. */
export function readForKey<Read>(result: Result<Read, string>): Read {
  if (!result.ok) throw new Error(`No natural key: ${result.error}`);
  return result.value;
}
