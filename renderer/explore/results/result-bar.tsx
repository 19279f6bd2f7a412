import { Button } from '../../design/button.tsx';
import { formatCount, formatNumber } from '../../design/format-number.ts';
import { IconButton } from '../../design/icon-button.tsx';
import type { ExploreScope } from '../explore-scope.ts';
import styles from '../explore-view.module.css';
import type { ExploreStore } from '../state/use-explore-store.ts';
import { ColumnChooser } from '../table/column-chooser.tsx';
import type { EventRows } from './use-event-rows.ts';
import type { Live } from './use-live.ts';
import type { Snapshot } from './use-snapshot.ts';

interface ResultBarProps {
  rows: EventRows;
  snapshot: Snapshot;
  live: Live;
  store: ExploreStore;
  scope: ExploreScope;
}

/** How many events match, how many came since, and what the table shows. */
export function ResultBar({ rows, snapshot, live, store, scope }: ResultBarProps) {
  const { state, dispatch } = store;
  const { panes } = state;
  return (
    <div className={styles.resultBar}>
      {!panes.facetsOpen && (
        <IconButton
          icon="panel-left"
          size="small"
          label="Open facets"
          hint="B"
          onPress={() => dispatch({ kind: 'pane-changed', panes: { facetsOpen: true } })}
        />
      )}
      <span className={styles.count} role="status">
        {rows.isFirstLoad ? '' : `${formatNumber(rows.count)}${rows.isCountExact ? '' : ' or more'}`}
        <span className={styles.muted}>
          {rows.isFirstLoad ? 'Asking …' : rows.count === 1 ? ' event' : ' events'}
        </span>
      </span>
      {snapshot.newEvents > 0 && (
        <Button size="small" icon="refresh" onPress={snapshot.refresh}>
          {formatCount(snapshot.newEvents, 'new event')}
        </Button>
      )}
      <span className={styles.gap} />
      <Button
        kind="quiet"
        size="small"
        icon={live.isLive ? 'pause' : 'play'}
        aria-pressed={live.isLive}
        onPress={() => live.setLive(!live.isLive)}
      >
        Live
      </Button>
      <Button
        kind="quiet"
        size="small"
        icon="chart"
        aria-pressed={panes.histogramOpen}
        onPress={() => dispatch({ kind: 'pane-changed', panes: { histogramOpen: !panes.histogramOpen } })}
      >
        Histogram
      </Button>
      <ColumnChooser
        columns={state.columns}
        usual={scope.usualColumns}
        offered={scope.offeredColumns}
        onChange={(columns) => dispatch({ kind: 'columns-changed', columns })}
      />
    </div>
  );
}
