import { BarList } from '../../charts/bar-list.tsx';
import { Button } from '../../design/button.tsx';
import { formatNumber } from '../../design/format-number.ts';
import { facetLabel } from '../../explore/facets/facet-panel-view.ts';
import { filterValue } from '../../explore/state/field-filter.ts';
import { definitionOf } from '../../explore/table/column-definitions.ts';
import { useAsk } from '../../queries.ts';
import type { BarsPanel } from '../dashboard.ts';
import { fieldIs } from '../panel-question.ts';
import { PanelFrame, type PanelProps } from './panel-frame.tsx';
import styles from './panels.module.css';

const MOST_BARS = 8;

/** The most frequent values of a field, and how many more there are. */
export function BarsPanelView({ panel, question, onOpen }: PanelProps<BarsPanel>) {
  const { field } = panel;
  const answer = useAsk('events.facets', {
    question,
    facets: [{ column: field, search: '', limit: MOST_BARS }],
  });
  const [facet] = answer.data?.facets ?? [];
  const ready = facet?.state === 'ready' ? facet : null;
  const failure = facet?.state === 'failed' ? facet.error : null;
  const label = definitionOf(field).label.toLowerCase();
  const rows = (ready?.values ?? []).map(({ value, count }) => {
    const id = filterValue(field, value);
    return { id, label: facetLabel(field, id), count };
  });
  const more = ready ? ready.distinct - ready.values.length : 0;
  return (
    <PanelFrame
      panel={panel}
      text={ready && ready.distinct > 0 ? `${formatNumber(ready.distinct)} different` : ''}
      isLoading={answer.isFetching}
      error={answer.error ?? failure}
      onRetry={() => void answer.refetch()}
      isEmpty={ready !== null && rows.length === 0 && ready.missing === 0}
      isFlush
    >
      {ready && (
        <>
          {rows.length === 0 && <p className={styles.nothing}>{`None of these events has a ${label}.`}</p>}
          <BarList
            label={`${panel.title}, most frequent first`}
            actionLabel="Show the events of"
            isProse={!panel.isMono}
            rows={rows}
            onPress={(value) => onOpen([fieldIs(field, value)])}
          />
          <div className={styles.rest}>
            {more > 0 && (
              <Button kind="quiet" size="small" onPress={() => onOpen([])}>
                {`${formatNumber(more)} more in Explore`}
              </Button>
            )}
            {ready.missing > 0 && (
              <Button
                kind="quiet"
                size="small"
                aria-label={`${formatNumber(ready.missing)} without ${label}. Show these events`}
                onPress={() => onOpen([fieldIs(field, null)])}
              >
                {`${formatNumber(ready.missing)} without`}
              </Button>
            )}
          </div>
        </>
      )}
    </PanelFrame>
  );
}
