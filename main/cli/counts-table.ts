import type { RunCounts } from '../../shared/source-status.ts';
import type { CollectedStream } from '../collector/source-service.ts';
import { formatCount } from './format-values.ts';
import { formatTable, type TableColumn } from './table.ts';

/** The five numbers of a run, wherever they stand in a table. */
export const countColumns: readonly TableColumn[] = [
  { title: 'Received', align: 'right' },
  { title: 'Stored', align: 'right' },
  { title: 'Duplicate', align: 'right' },
  { title: 'Rejected', align: 'right' },
  { title: 'Unmapped', align: 'right' },
];

/** The cells below `countColumns`. */
export function countCells({ received, stored, duplicate, rejected, unmapped }: RunCounts): string[] {
  return [received, stored, duplicate, rejected, unmapped].map(formatCount);
}

const columns: readonly TableColumn[] = [
  { title: 'Source' },
  { title: 'Stream' },
  ...countColumns,
  { title: 'Result' },
];

/** The counts of each stream, and how its run ended. */
export function countsTable(streams: readonly CollectedStream[], width: number | null): string {
  return formatTable(
    columns,
    streams.map(({ source, stream, counts, error }) => [
      source,
      stream,
      ...countCells(counts),
      error === null ? 'ok' : error.kind === 'cancelled' ? 'stopped' : 'failed',
    ]),
    width,
  );
}
