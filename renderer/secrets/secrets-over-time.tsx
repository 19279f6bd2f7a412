import { useMemo, useState } from 'react';
import type { Question } from '../../shared/question.ts';
import { ChartLegend } from '../charts/chart-legend.tsx';
import { StackedTimeBars } from '../charts/stacked-time-bars.tsx';
import { TimeBarsTable } from '../charts/time-bars-table.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { Panel } from '../design/panel.tsx';
import { SegmentedControl } from '../design/segmented-control.tsx';
import {
  buildHistogramView,
  type HistogramPart,
  type HistogramView,
} from '../explore/time/histogram-view.ts';
import { useAsk } from '../queries.ts';
import { barLengthUs, type SecretRange } from './secret-range.ts';

const FORMS = [
  { id: 'chart', label: 'Chart', icon: 'chart' },
  { id: 'table', label: 'Table', icon: 'table' },
] as const;

/** As many colours as can be told apart; the rest is one part. */
const MAX_PARTS = 5;

export interface SecretsOverTimeProps {
  question: Question;
  range: SecretRange;
  /** `secretType` null: all findings of that time. */
  onOpen: (secretType: string | null, fromUs: number, toUs: number) => void;
}

/** When each type was found: the most frequent ones in colour, the others together. */
export function SecretsOverTime({ question, range, onOpen }: SecretsOverTimeProps) {
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const answer = useAsk('events.histogram', {
    question,
    buckets: 60,
    intervalUs: barLengthUs(range),
    splitBy: 'secret_type',
    maxParts: MAX_PARTS,
  });
  const view = useMemo(
    () => answer.data && nameRest(buildHistogramView(answer.data, 'secret_type')),
    [answer.data],
  );
  return (
    <Panel
      title="Over time by type"
      actions={<SegmentedControl label="Show as" options={FORMS} value={form} onChange={setForm} />}
    >
      {answer.error && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {view && form === 'chart' && (
        <>
          <StackedTimeBars
            label="Findings over time by secret type"
            view={view}
            unit="findings"
            onPress={(bar, part) => onOpen(part?.filterValue ?? null, bar.startUs, bar.endUs)}
          />
          <ChartLegend parts={view.parts} />
        </>
      )}
      {view && form === 'table' && <TimeBarsTable label="Findings over time by secret type" view={view} />}
    </Panel>
  );
}

/** Every event counted here has a type, so the rest is other types and never "none". */
function nameRest(view: HistogramView): HistogramView {
  const named = (part: HistogramPart) =>
    part.filterValue === null ? { ...part, label: 'Other types' } : part;
  return {
    ...view,
    parts: view.parts.map(named),
    bars: view.bars.map((bar) => ({
      ...bar,
      segments: bar.segments.map((segment) => ({ ...segment, part: named(segment.part) })),
    })),
  };
}
