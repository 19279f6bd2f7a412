import { timeSql } from './export-column.ts';

/**
 * One whole document a line, for a system that has a place for each of its fields: which fields are exported is the
 * schema's affair, so the columns are given. Made in SQL, for the reason given in `csv.ts`.
 */
export const ocsfColumns = ['ocsf'] as const;

export function ocsfLineSql(): string {
  return 'ocsf::VARCHAR';
}

export const ecsColumns = [
  'ecs',
  'time',
  'received_at',
  'event_id',
  'vendor_event_id',
  'source_name',
  'vendor',
  'stream',
] as const;

/**
 * The event's ECS document with what Keyglass knows besides: when it was stored, its id here and its source. An event
 * that was stored before there was an ECS form has the few fields that every document has, until it is mapped again.
 */
export function ecsLineSql(): string {
  const document = `coalesce(ecs, json_object('@timestamp', ${timeSql('time')}, 'event', ${LEAST_EVENT}))`;
  const known =
    `json_object('event', json_object('ingested', ${timeSql('received_at')}),` +
    ` 'keyglass', json_object('event_id', event_id::VARCHAR, 'source', source_name))`;
  return `json_merge_patch(${document}, ${known})::VARCHAR`;
}

// A merge leaves out what is null, such as the id of an event without one.
const LEAST_EVENT =
  "json_merge_patch('{}', json_object('id', vendor_event_id, 'dataset', concat(vendor, '.', stream)))";
