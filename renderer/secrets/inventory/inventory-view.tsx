import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { SecretFilter } from '../../../shared/secret-inventory.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { formatCount, formatNumber } from '../../design/format-number.ts';
import { LoadingBar } from '../../design/loading-bar.tsx';
import { Pane } from '../../design/pane.tsx';
import { useIsNarrow } from '../../explore/use-is-narrow.ts';
import { type Command, useCommands } from '../../frame/command-registry.ts';
import { useStatusText } from '../../frame/status-text.tsx';
import { everySecret, InventoryToolbar, isNarrowed } from './inventory-toolbar.tsx';
import styles from './inventory-view.module.css';
import { MarkAsDialog } from './mark-as-dialog.tsx';
import { SecretDetail } from './secret-detail.tsx';
import { SecretGrid } from './secret-grid.tsx';
import { MOST_CHOSEN } from './selection.ts';
import { type InventoryList, useInventoryList } from './use-inventory-list.ts';

/** What another part asked to be shown first. */
export interface InventoryStart {
  readonly filter: SecretFilter;
  readonly fingerprint: string | null;
}

export const wholeInventory: InventoryStart = { filter: everySecret, fingerprint: null };

/** Every secret value once: what it is, where it was seen, what became of it. Key it to start anew. */
export function InventoryView({ start }: { start: InventoryStart }) {
  const [filter, setFilter] = useState(start.filter);
  const list = useInventoryList(useDeferredValue(filter), start.fingerprint);
  const search = useRef<HTMLInputElement>(null);
  const { head, total } = list.inventory;
  useStatusText(head.data ? `${formatCount(total, 'secret')} in the list` : '');
  useInventoryCommands(search);
  return (
    <div className={styles.inventory}>
      <InventoryToolbar
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          // What can't be seen any more must not be marked.
          list.chooseNone();
        }}
        counts={head.data ?? null}
        search={search}
      />
      <div className={styles.body}>
        <div className={styles.list}>
          <LoadingBar isLoading={head.isFetching} label="Reading the inventory" />
          <CountLine list={list} />
          {head.error && (
            <div className={styles.problem}>
              <ErrorState error={head.error} onRetry={() => void head.refetch()} />
            </div>
          )}
          {head.data && total === 0 && <NoSecret filter={filter} onClear={() => setFilter(everySecret)} />}
          {(total > 0 || head.isPending) && <Grid list={list} />}
        </div>
        <DetailSide list={list} />
      </div>
      {list.isMarking && (
        <MarkAsDialog
          fingerprints={[...list.selection.chosen]}
          onClose={() => list.setMarking(false)}
          onDone={() => {
            list.setMarking(false);
            list.chooseNone();
            list.refresh();
          }}
        />
      )}
    </div>
  );
}

function useInventoryCommands(search: { readonly current: HTMLInputElement | null }): void {
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'inventory.search',
        group: 'Secrets',
        title: 'Search the inventory',
        shortcut: '/',
        run: () => search.current?.focus(),
      },
    ],
    [search],
  );
  useCommands(commands);
}

/** How many there are and how many came back; with a choice, what can be done with it. */
function CountLine({ list }: { list: InventoryList }) {
  const { head, total } = list.inventory;
  const count = list.selection.chosen.size;
  const regressed = head.data?.states.find(({ state }) => state === 'regressed')?.count ?? 0;
  if (count > 0) {
    return (
      <div className={styles.line}>
        <span role="status">{`${formatNumber(count)} of ${formatCount(total, 'secret')} chosen`}</span>
        <Button size="small" kind="primary" onPress={() => list.setMarking(true)}>
          Mark as…
        </Button>
        <Button size="small" kind="quiet" onPress={list.chooseNone}>
          Choose none
        </Button>
        {list.selection.isCut && (
          <span className={styles.note} role="status">
            {`Not all of them: no more than ${formatNumber(MOST_CHOSEN)} can be marked at once.`}
          </span>
        )}
      </div>
    );
  }
  return (
    <div className={styles.line}>
      <span role="status" aria-label="Secrets in the list">
        {head.data ? formatCount(total, 'secret') : 'Reading …'}
        {regressed > 0 && <span className={styles.back}>{` · ${formatNumber(regressed)} regressed`}</span>}
      </span>
    </div>
  );
}

function Grid({ list }: { list: InventoryList }) {
  return (
    <SecretGrid
      element={list.element}
      inventory={list.inventory}
      window={list.window}
      sort={list.sort}
      onSort={list.setSort}
      cursor={list.cursor}
      onCursor={list.setCursor}
      chosen={list.selection.chosen}
      openPrint={list.openPrint}
      onOpen={list.open}
      onClose={list.closeOrChooseNone}
      onChoose={list.choose}
      onChooseAll={() => void list.chooseAll()}
    />
  );
}

function NoSecret({ filter, onClear }: { filter: SecretFilter; onClear: () => void }) {
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        icon="search"
        title="No secret fits"
        actions={<Button onPress={onClear}>Clear filters</Button>}
      >
        Nothing in the inventory has this state, type, place or fingerprint together.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="key" title="No secret yet">
      Nothing that was collected holds an exposed secret. Each value that comes in is listed here once,
      however often it is seen; the value itself is sealed.
    </EmptyState>
  );
}

function DetailSide({ list }: { list: InventoryList }) {
  const [widthPx, setWidth] = useState(440);
  const isNarrow = useIsNarrow(1_100);
  if (list.openPrint === null) return null;
  return (
    <Pane
      label="Secret"
      side="right"
      widthPx={widthPx}
      defaultWidthPx={440}
      minWidthPx={340}
      maxWidthPx={900}
      isOverlay={isNarrow}
      onWidthChange={setWidth}
    >
      <SecretDetail
        fingerprint={list.openPrint}
        onStep={list.step}
        onClose={list.close}
        onChanged={list.refresh}
      />
    </Pane>
  );
}
