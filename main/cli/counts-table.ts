import type { CollectedStream } from '../collector/source-service.ts';
import { formatCount } from './format-values.ts';
import { formatTable, type TableColumn } from './table.ts';

const columns: readonly TableColumn[] = [
  { title: 'Source' },
  { title: 'Stream' },
  { title: 'Received', align: 'right' },
  { title: 'Stored', align: 'right' },
  { title: 'Duplicate', align: 'right' },
  { title: 'Rejected', align: 'right' },
];

/** The four counts of each stream. */
export function countsTable(streams: readonly CollectedStream[], width: number | null): string {
  return formatTable(
    columns,
    streams.map(({ source, stream, counts }) => [
      source,
      stream,
      ...[counts.received, counts.stored, counts.duplicate, counts.rejected].map(formatCount),
    ]),
    width,
  );
}
