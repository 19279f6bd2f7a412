import type { EventDetail, EventRow } from '../../../shared/event-record.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { layoutOf } from '../../classes/class-layouts.ts';
import { readPath } from './read-path.ts';

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

/** The fields inside the event's documents that its class is looked at by, with what they hold; those without stay away. */
export function classFields(detail: EventDetail): { name: string; value: string }[] {
  const { columns, facets } = layoutOf(Number(detail.row.class_uid));
  const names = [...new Set([...columns, ...facets])].filter((name) => resolveField(name).kind === 'json');
  return names.flatMap((name) => {
    const value = readPath(detail, name);
    return value === null || value === '' ? [] : [{ name, value }];
  });
}
