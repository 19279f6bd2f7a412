import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { useAppState } from '../../frame/app-state.tsx';
import { isNarrowed } from '../state/explore-question.ts';
import type { ExploreStore } from '../state/use-explore-store.ts';
import { widerRange } from '../time/shift-range.ts';
import type { AskedQuestion } from './use-question.ts';

interface NoEventsProps {
  store: ExploreStore;
  asked: AskedQuestion;
}

/** Why the table is empty and what to do about it. */
export function NoEvents({ store, asked }: NoEventsProps) {
  return isNarrowed(store.state) ? <NothingMatches store={store} asked={asked} /> : <NothingStored />;
}

function NothingStored() {
  const { openSources } = useAppState();
  return (
    <EmptyState
      icon="sources"
      title="No events yet"
      actions={
        <Button kind="primary" onPress={() => openSources()}>
          Go to Sources
        </Button>
      }
    >
      Events appear here as they are collected. Sources shows how far that is.
    </EmptyState>
  );
}

function NothingMatches({ store: { state, dispatch }, asked }: NoEventsProps) {
  const wider = widerRange(asked.question.span, asked.askedAtUs);
  const lastFilter = state.filters.findLast((filter) => filter.enabled);
  const hasQuery = state.query.applied.trim() !== '';
  return (
    <EmptyState
      icon="search"
      title="No event matches"
      actions={
        <>
          {wider && (
            <Button onPress={() => dispatch({ kind: 'range-set', range: wider.range })}>{wider.label}</Button>
          )}
          {lastFilter && (
            <Button onPress={() => dispatch({ kind: 'filter-toggled', id: lastFilter.id })}>
              Switch off the last filter
            </Button>
          )}
          {hasQuery && (
            <Button onPress={() => dispatch({ kind: 'query-set', text: '' })}>Clear the query</Button>
          )}
        </>
      }
    >
      Nothing that is stored fits the query, the filters and the time range together. Ask for less, or look at
      a longer time.
    </EmptyState>
  );
}
