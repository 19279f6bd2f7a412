import type { SourceStatus } from '../../shared/source-status.ts';
import { SourceRows } from './source-rows.tsx';
import styles from './source-table.module.css';

export interface SourceTableProps {
  sources: readonly SourceStatus[];
  onEdit: (source: SourceStatus) => void;
  onShowRejected: (source: SourceStatus) => void;
  onRemove: (source: SourceStatus) => void;
}

/** Given, so that nothing moves sideways while states change and numbers grow. The stream's name takes the rest. */
const widths = [
  ['state', '11.5%'],
  ['last success', '11.5%'],
  ['next run', '9%'],
  ['lag', '8%'],
  ['newest event', '13.5%'],
  ['received', '8%'],
  ['stored', '8%'],
  ['duplicate', '8%'],
  ['rejected', '8.5%'],
] as const;

/** One group of rows for each source, one row for each of its streams; numbers stand under each other to compare. */
export function SourceTable({ sources, ...actions }: SourceTableProps) {
  return (
    <table className={styles.table} aria-label="Sources">
      <colgroup>
        <col />
        {widths.map(([column, width]) => (
          <col key={column} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Source and stream</th>
          <th scope="col">State</th>
          <th scope="col">Last success</th>
          <th scope="col">Next run</th>
          <th scope="col" title="How long ago everything there was had been fetched">
            Lag
          </th>
          <th scope="col">Newest event</th>
          <th scope="col" className={styles.number}>
            Received
          </th>
          <th scope="col" className={styles.number}>
            <span aria-hidden="true">= </span>Stored
          </th>
          <th scope="col" className={styles.number}>
            <span aria-hidden="true">+ </span>Duplicate
          </th>
          <th scope="col" className={styles.number}>
            <span aria-hidden="true">+ </span>Rejected
          </th>
        </tr>
      </thead>
      {sources.map((source) => (
        <SourceRows key={source.sourceId} source={source} {...actions} />
      ))}
    </table>
  );
}
