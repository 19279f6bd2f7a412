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
  { title: 'Unmapped', align: 'right' },
  { title: 'Result' },
];

/** The counts of each stream, and how its run ended. */
export function countsTable(streams: readonly CollectedStream[], width: number | null): string {
  return formatTable(
    columns,
    streams.map(({ source, stream, counts, error }) => [
      source,
      stream,
      ...[counts.received, counts.stored, counts.duplicate, counts.rejected, counts.unmapped].map(
        formatCount,
      ),
      error === null ? 'ok' : error.kind === 'cancelled' ? 'stopped' : 'failed',
    ]),
    width,
  );
}
