import { memo, useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Question } from '../../../shared/question.ts';
import { Button } from '../../design/button.tsx';
import { ModalDialog } from '../../design/dialog.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { formatNumber } from '../../design/format-number.ts';
import { formatDuration, offsetLabel, type ZoneChoice } from '../../design/format-time.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { LoadingBar } from '../../design/loading-bar.tsx';
import { SegmentedControl } from '../../design/segmented-control.tsx';
import { type AskResult, useAsk } from '../../queries.ts';
import type { ExploreScope } from '../explore-scope.ts';
import type { ExploreStore } from '../state/use-explore-store.ts';
import { buildHistogramView, type HistogramView } from './histogram-view.ts';
import styles from './time-histogram.module.css';
import { TimeHistogram } from './time-histogram.tsx';
import { formatMinute } from './zoned-time.ts';

/** Bars that can be told apart and hit at 1280 pixels. */
const BUCKETS = 90;
const PARTS = 7;

export type HistogramAnswer = Pick<
  AskResult<'events.histogram'>,
  'data' | 'error' | 'isFetching' | 'isPlaceholderData' | 'refetch'
>;

export function useHistogram(question: Question, store: ExploreStore): HistogramAnswer {
  const { data, error, isFetching, isPlaceholderData, refetch } = useAsk(
    'events.histogram',
    {
      question,
      buckets: BUCKETS,
      intervalUs: null,
      splitBy: store.state.histogramSplit,
      maxParts: PARTS,
    },
    { isEnabled: store.state.panes.histogramOpen },
  );
  return useMemo(
    () => ({ data, error, isFetching, isPlaceholderData, refetch }),
    [data, error, isFetching, isPlaceholderData, refetch],
  );
}

interface HistogramPanelProps {
  answer: HistogramAnswer;
  store: ExploreStore;
  /** Fields the bars can be split by. */
  splits: ExploreScope['splits'];
  zone: ZoneChoice;
}

/** The histogram with its legend; the legend's entries filter. */
export const HistogramPanel = memo(function HistogramPanel(props: HistogramPanelProps) {
  const { answer, store, splits, zone } = props;
  const { state, dispatch } = store;
  const [isTableOpen, setTableOpen] = useState(false);
  // After a change of the split the parts on the screen are still those of the other field.
  const shownSplit = useShownSplit(answer, state.histogramSplit);
  if (!state.panes.histogramOpen) return null;
  const view = answer.data ? buildHistogramView(answer.data, shownSplit) : null;
  return (
    <section className={styles.panel} aria-label="Events over time">
      <LoadingBar isLoading={answer.isFetching} label="Counting events over time" />
      <div className={styles.bar}>
        <Legend view={view} onPick={(value) => dispatch({ kind: 'value-only', key: shownSplit, value })} />
        {view && view.total > 0 && (
          <span className={styles.interval}>{describeInterval(view.intervalUs)}</span>
        )}
        <SegmentedControl
          label="Split the bars by"
          options={splits}
          value={state.histogramSplit}
          onChange={(by) => dispatch({ kind: 'histogram-split', by })}
        />
        <IconButton icon="table" size="small" label="Show as table" onPress={() => setTableOpen(true)} />
      </div>
      <div className={styles.room}>
        {answer.error ? (
          <div className={styles.problem}>
            <ErrorState
              error={answer.error}
              action={
                <Button size="small" onPress={() => void answer.refetch()}>
                  Try again
                </Button>
              }
            />
          </div>
        ) : (
          answer.data &&
          (answer.data.total === 0 ? (
            <p className={styles.nothing}>Nothing to count</p>
          ) : (
            <TimeHistogram
              histogram={answer.data}
              split={shownSplit}
              zone={zone}
              onTake={(fromUs, toUs) =>
                dispatch({ kind: 'range-set', range: { kind: 'between', fromUs, toUs } })
              }
            />
          ))
        )}
      </div>
      <ModalDialog
        title="Events over time"
        size="large"
        isOpen={isTableOpen && view !== null}
        onClose={() => setTableOpen(false)}
      >
        {view && <HistogramTable view={view} zone={zone} />}
      </ModalDialog>
    </section>
  );
});

function useShownSplit(answer: HistogramAnswer, split: ExploreStore['state']['histogramSplit']) {
  const [shown, setShown] = useState(split);
  if (!answer.isPlaceholderData && shown !== split) setShown(split);
  return answer.isPlaceholderData ? shown : split;
}

function Legend({ view, onPick }: { view: HistogramView | null; onPick: (value: string) => void }) {
  return (
    <div className={styles.legend}>
      {view?.parts.map((part) =>
        part.filterValue === null ? (
          <span key={part.key} className={styles.legendEntry}>
            <span className={styles.swatch} style={{ background: `var(--${part.colour})` }} />
            {part.label}
          </span>
        ) : (
          <AriaButton
            key={part.key}
            className={styles.legendEntry ?? ''}
            aria-label={`Only ${part.label}`}
            onPress={() => part.filterValue !== null && onPick(part.filterValue)}
          >
            <span className={styles.swatch} style={{ background: `var(--${part.colour})` }} />
            {part.label}
          </AriaButton>
        ),
      )}
    </div>
  );
}

function describeInterval(intervalUs: number): string {
  const length = formatDuration(intervalUs);
  return length === null ? '' : `${length} per bar`;
}

function HistogramTable({ view, zone }: { view: HistogramView; zone: ZoneChoice }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get to it.
    <section className={styles.tableRoom} aria-label="Events over time as a table" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">From ({zone === 'utc' ? 'UTC' : offsetLabel(view.fromUs)})</th>
            <th scope="col">Events</th>
            {view.parts.map((part) => (
              <th key={part.key} scope="col">
                {part.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.bars.map((bar) => (
            <tr key={bar.startUs}>
              <td>{formatMinute(bar.startUs, zone)}</td>
              <td>{formatNumber(bar.count)}</td>
              {view.parts.map(({ key }) => (
                <td key={key}>
                  {formatNumber(bar.segments.find(({ part }) => part.key === key)?.count ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
