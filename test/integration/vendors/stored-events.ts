import { createHash } from 'node:crypto';
import type { Collector } from '../collector/a-collector.ts';

/** What the vendor counts anew each day says nothing of the state. */
const countedAnew = ['daysDetected', 'lastScanDate'];

/** Which of a record's fields, at any depth, are left out of what tells one event from another. */
export type LeftOut = (field: string) => boolean;

/**
 * What is stored for a source, sorted: for each event its stream, the vendor's id and a hash of its record, which do
 * not depend on the source. An event that is stored twice is there twice.
 */
export async function readStoredEvents(
  { rows }: Pick<Collector, 'rows'>,
  source: string,
  isLeftOut: LeftOut = () => false,
): Promise<readonly string[]> {
  const stored = await rows(
    `SELECT stream, coalesce(vendor_event_id, '') AS id, raw::VARCHAR AS raw FROM events WHERE source_id = '${source}'`,
  );
  return stored
    .map(({ stream, id, raw }) => {
      const told = JSON.stringify(JSON.parse(String(raw)), (name, value: unknown) =>
        countedAnew.includes(name) || isLeftOut(name) ? undefined : value,
      );
      return `${stream} ${id} ${createHash('sha256').update(told).digest('base64url')}`;
    })
    .sort();
}

/** What the stored records of a source hold under a field's name, at any depth. */
export async function readStoredField(
  { rows }: Pick<Collector, 'rows'>,
  source: string,
  field: string,
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const { raw } of await rows(`SELECT raw::VARCHAR AS raw FROM events WHERE source_id = '${source}'`)) {
    JSON.parse(String(raw), (name, value: unknown) => {
      if (name === field) found.push(value);
      return value;
    });
  }
  return found;
}

/** The stream and the vendor's id, without the state that the event had. */
export function thingOf(event: string): string {
  return event.slice(0, event.lastIndexOf(' '));
}
