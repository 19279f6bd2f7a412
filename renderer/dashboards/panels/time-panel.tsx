import { useMemo, useState } from 'react';
import { ChartLegend } from '../../charts/chart-legend.tsx';
import { StackedTimeBars } from '../../charts/stacked-time-bars.tsx';
import { TimeBarsTable } from '../../charts/time-bars-table.tsx';
import { formatCount, formatNumber } from '../../design/format-number.ts';
import { SegmentedControl } from '../../design/segmented-control.tsx';
import { buildHistogramView } from '../../explore/time/histogram-view.ts';
import { useAsk } from '../../queries.ts';
import type { TimePanel } from '../dashboard.ts';
import { fieldIs } from '../panel-question.ts';
import { PanelFrame, type PanelProps } from './panel-frame.tsx';

const FORMS = [
  { id: 'chart', label: 'Chart', icon: 'chart' },
  { id: 'table', label: 'Table', icon: 'table' },
] as const;

const BARS = 48;
/** As many colours as can be told apart; the rest is one part. */
const MAX_PARTS = 5;

/** Counts over time by a field; each part of a bar leads to its events. */
export function TimePanelView({ panel, question, onOpen }: PanelProps<TimePanel>) {
  const { splitBy, unit, title } = panel;
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const answer = useAsk('events.histogram', {
    question,
    buckets: BARS,
    intervalUs: null,
    splitBy,
    maxParts: MAX_PARTS,
  });
  const view = useMemo(() => answer.data && buildHistogramView(answer.data, splitBy), [answer.data, splitBy]);
  const one = unit === 'activities' ? 'activity' : unit.replace(/s$/, '');
  return (
    <PanelFrame
      panel={panel}
      text={view && view.total > 0 ? formatCount(view.total, one, unit) : ''}
      actions={
        <SegmentedControl label={`Show ${title} as`} options={FORMS} value={form} onChange={setForm} />
      }
      isLoading={answer.isFetching}
      error={answer.error}
      onRetry={() => void answer.refetch()}
      isEmpty={view?.total === 0}
    >
      {view && form === 'chart' && (
        <>
          <StackedTimeBars
            label={`${title}, ${formatNumber(view.total)} ${unit}`}
            view={view}
            unit={unit}
            onPress={(bar, part) =>
              onOpen(
                part?.filterValue === null || part === null ? [] : [fieldIs(splitBy, part.filterValue)],
                { fromUs: bar.startUs, toUs: bar.endUs },
              )
            }
          />
          <ChartLegend parts={view.parts} />
        </>
      )}
      {view && form === 'table' && <TimeBarsTable label={`${title} as a table`} view={view} />}
    </PanelFrame>
  );
}
