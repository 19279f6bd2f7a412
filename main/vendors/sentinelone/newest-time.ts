import { isJsonObject } from '../json-object.ts';
import { firstTime } from './record-fields.ts';

/**
 * The newest of the times at these paths, in whatever order the rows come: a later page was seen to hold older ones in
 * spite of `sortOrder=asc`.
 */
export function newestTime(...paths: readonly string[]) {
  return (records: readonly unknown[]): number | null => {
    let newest: number | null = null;
    for (const record of records) {
      const time = isJsonObject(record) ? (firstTime(record, ...paths)?.at ?? null) : null;
      if (time !== null && (newest === null || time > newest)) newest = time;
    }
    return newest;
  };
}
