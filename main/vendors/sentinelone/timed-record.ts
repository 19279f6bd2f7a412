import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TimeUs } from '../../../shared/time-range.ts';
import type { JsonObject } from '../json-object.ts';
import { firstTime, withoutIdOrTime } from './record-fields.ts';

/** A record that was found to have an id and a time, as most streams' have to. */
export interface TimedRecord {
  readonly record: JsonObject;
  readonly id: string;
  /** UTC microseconds, and the field that says so. */
  readonly time: { readonly at: TimeUs; readonly path: string };
}

/** Its time is that of the first of the fields that holds one. The error names the fields that were looked for. */
export function timedRecord(
  record: JsonObject,
  id: string | null,
  idField: string,
  timeFields: readonly string[],
): Result<TimedRecord, string> {
  const time = firstTime(record, ...timeFields);
  return id === null || time === null
    ? failed(withoutIdOrTime(idField, id, timeFields))
    : ok({ record, id, time });
}
