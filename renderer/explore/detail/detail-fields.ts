import type { EventRow } from '../../../shared/event-record.ts';

export interface DetailGroup {
  readonly title: string;
  /** Columns with a value, in reading order. */
  readonly columns: readonly string[];
}

const groups: readonly { readonly title: string; readonly columns: readonly string[] }[] = [
  { title: 'What', columns: ['message', 'operation', 'activity_name', 'status', 'severity_id', 'resource'] },
  { title: 'Secret', columns: ['secret_type', 'secret_fingerprint', 'secret_length', 'secret_line'] },
  { title: 'Who', columns: ['actor', 'user_name', 'user_email', 'user_uid'] },
  { title: 'Where', columns: ['src_ip', 'device_name'] },
  {
    title: 'Origin',
    columns: [
      'time',
      'received_at',
      'vendor',
      'source_name',
      'stream',
      'class_name',
      'vendor_event_id',
      'event_id',
    ],
  },
];

/** The fields that have a value, in groups; those without stay away. */
export function detailGroups(row: EventRow): DetailGroup[] {
  return groups
    .map(({ title, columns }) => ({ title, columns: columns.filter((column) => hasValue(row, column)) }))
    .filter(({ columns }) => columns.length > 0);
}

function hasValue(row: EventRow, column: string): boolean {
  const value = row[column] ?? null;
  return value !== null && value !== '';
}
