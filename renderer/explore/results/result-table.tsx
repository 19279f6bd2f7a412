import { Button } from '../../design/button.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import type { ZoneChoice } from '../../design/format-time.ts';
import { LoadingBar } from '../../design/loading-bar.tsx';
import styles from '../explore-view.module.css';
import { rowAt } from '../table/block-cache.ts';
import { EventGrid } from '../table/event-grid.tsx';
import type { Explore } from '../use-explore.ts';
import { NoEvents } from './no-events.tsx';

/** The table, or why there is none; rows that failed later are said over the ones that came. */
export function ResultTable({ explore, zone }: { explore: Explore; zone: ZoneChoice }) {
  const { rows } = explore;
  const failure = rows.failure && (
    <ErrorState
      error={rows.failure}
      action={
        <Button size="small" onPress={rows.retry}>
          Try again
        </Button>
      }
    />
  );
  const hasRows = rows.atLeast > 0;
  return (
    <div className={styles.table}>
      <LoadingBar isLoading={rows.isOutdated || rows.isFirstLoad} label="Asking for events" />
      {failure && !hasRows ? (
        <div className={styles.problem}>{failure}</div>
      ) : isEmptyAnswer(explore) ? (
        <NoEvents store={explore.store} asked={explore.asked} />
      ) : (
        <Grid explore={explore} zone={zone} />
      )}
      {failure && hasRows && <div className={styles.foot}>{failure}</div>}
    </div>
  );
}

export function isEmptyAnswer({ rows }: Explore): boolean {
  return rows.count === 0 && !rows.isFirstLoad && rows.failure === null;
}

function Grid({ explore, zone }: { explore: Explore; zone: ZoneChoice }) {
  const { rows, cursor, store } = explore;
  const { state, dispatch } = store;
  return (
    <EventGrid
      rows={rows}
      columns={state.columns}
      sort={state.sort}
      zone={zone}
      cursor={cursor}
      selectedEventId={state.selectedEventId}
      onColumns={explore.changeColumns}
      onSort={explore.changeSort}
      onOpen={(row) => {
        const event = rowAt(rows.cache, row);
        if (event) dispatch({ kind: 'event-selected', eventId: String(event.event_id) });
      }}
      onClose={explore.closeDetail}
      onFilter={explore.filter}
      onAtTopChange={explore.setAtTop}
    />
  );
}
