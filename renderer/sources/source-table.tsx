import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { SourceGroup } from './source-group.tsx';
import styles from './source-table.module.css';

/** What the list asks the view to open. A stream in it is null where all of the source's are meant. */
export interface SourceTableActions {
  onEdit: (source: SourceStatus) => void;
  onShowRejected: (source: SourceStatus) => void;
  onRemove: (source: SourceStatus) => void;
  onBackFill: (source: SourceStatus, stream: string | null) => void;
  onShowStream: (source: SourceStatus, stream: StreamStatus) => void;
}

export interface SourceTableProps extends SourceTableActions {
  sources: readonly SourceStatus[];
  vendors: readonly VendorDescriptor[];
  /** Ids of the sources whose streams are folded away. */
  folded: readonly string[];
  onFold: (sourceId: string, isFolded: boolean) => void;
  /** The source that is to be gone to; `onFound` when it is. */
  sought: string | null;
  onFound: () => void;
}

/** Given, so that nothing moves sideways while states change and numbers grow. The stream's name takes the rest. */
const widths = [
  ['state', '9.6%'],
  ['activity', '9.8%'],
  ['last success', '10.4%'],
  ['lag', '6.8%'],
  ['next run', '7.8%'],
  ['received', '7%'],
  ['stored', '7%'],
  ['duplicate', '7%'],
  ['rejected', '6.4%'],
  ['unmapped', '6%'],
  ['more', '3.6%'],
] as const;

export const COLUMNS = widths.length + 1;

/** One group of rows for each source, one row for each of its streams; numbers stand under each other to compare. */
export function SourceTable(props: SourceTableProps) {
  const { sources, vendors, folded, onFold, sought, onFound, ...actions } = props;
  return (
    <div className={styles.scroller}>
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
            <th scope="col" title="Events stored in the last seven days, by when they came in">
              Last 7 days
            </th>
            <th scope="col">Last success</th>
            <th scope="col" title="How long ago everything there was had been fetched">
              Lag
            </th>
            <th scope="col">Next run</th>
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
            <th scope="col" className={styles.number} title="Stored, but of a kind that no mapping knows">
              Unmapped
            </th>
            <td />
          </tr>
        </thead>
        {sources.map((source) => (
          <SourceGroup
            key={source.sourceId}
            source={source}
            vendor={vendors.find(({ vendor }) => vendor === source.vendor) ?? null}
            isFolded={folded.includes(source.sourceId)}
            onFold={(isFolded) => onFold(source.sourceId, isFolded)}
            isSought={source.sourceId === sought}
            onFound={onFound}
            {...actions}
          />
        ))}
      </table>
    </div>
  );
}
