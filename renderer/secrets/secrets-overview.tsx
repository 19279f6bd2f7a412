import { useMemo } from 'react';
import { and, type QueryNode, valueIs } from '../../shared/query/query-node.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { Panel } from '../design/panel.tsx';
import { SegmentedControl } from '../design/segmented-control.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { usePreference } from '../frame/preferences.tsx';
import { useStatusText } from '../frame/status-text.tsx';
import { usePresent } from '../frame/use-present.ts';
import { useAsk } from '../queries.ts';
import { SecretFrequency } from './secret-frequency.tsx';
import { describeBaseline, secretRange, secretRangeSchema, secretRanges, toSpan } from './secret-range.ts';
import { SecretsOverTime } from './secrets-over-time.tsx';
import styles from './secrets-view.module.css';
import { UnusualTypesTable } from './unusual-types-table.tsx';
import { summariseUnusual, viewUnusualTypes } from './unusual-types-view.ts';

const findings: QueryNode = { kind: 'exists', field: 'secret.type' };

/** Which secret types are exposed more than usual, how often each, and when. Every mark leads to its events. */
export function SecretsOverview() {
  const [rangeId, setRangeId] = usePreference('secrets.range', secretRangeSchema, '7d');
  const range = secretRange(rangeId);
  const presentUs = usePresent();
  const span = useMemo(() => toSpan(range, presentUs), [range, presentUs]);
  const question = useMemo(() => ({ tree: findings, span, storedUntilUs: null }), [span]);
  const unusual = useAsk('secrets.unusual', {
    question: { tree: findings, span: { fromUs: null, toUs: null }, storedUntilUs: null },
    range: span,
    baselineWindows: range.windows,
  });
  const { openExplore } = useAppState();
  // The very span that was counted: one that moves with the clock would find another number.
  const openType = (secretType: string) =>
    openExplore({ tree: valueIs('secret.type', secretType), timeRange: { kind: 'between', ...span } });
  const windows = unusual.data?.baseline.windows ?? 0;
  const rows = useMemo(() => viewUnusualTypes(unusual.data?.types ?? [], windows), [unusual.data, windows]);
  const baseline = unusual.data && describeBaseline(unusual.data);
  useStatusText(unusual.data ? statusText(rows.length, baseline?.before ?? null, unusual.data.tookMs) : '');
  return (
    <>
      <LoadingBar isLoading={unusual.isFetching} />
      <div className={styles.page}>
        <div className={styles.lead}>
          <p className={styles.summary}>{unusual.data && summariseUnusual(unusual.data.types, windows)}</p>
          <SegmentedControl label="Time range" options={secretRanges} value={rangeId} onChange={setRangeId} />
        </div>
        <Panel title="Compared with usual" isFlush text={baseline?.title ?? range.label}>
          {unusual.error && (
            <div className={styles.problem}>
              <ErrorState error={unusual.error} onRetry={() => void unusual.refetch()} />
            </div>
          )}
          {unusual.data && rows.length === 0 && (
            <EmptyState icon="key" title="No secret in this range">
              Nothing that was collected for this time holds an exposed secret. Choose a longer range above.
            </EmptyState>
          )}
          {rows.length > 0 && <UnusualTypesTable rows={rows} onOpen={openType} />}
        </Panel>
        <div className={styles.charts}>
          <SecretFrequency question={question} onOpen={openType} />
          <SecretsOverTime
            question={question}
            range={range}
            onOpen={(secretType, fromUs, toUs) =>
              openExplore({
                tree: secretType === null ? findings : and(valueIs('secret.type', secretType)),
                timeRange: { kind: 'between', fromUs, toUs },
              })
            }
          />
        </div>
      </div>
    </>
  );
}

function statusText(types: number, before: string | null, tookMs: number): string {
  const compared = before === null ? '' : ` compared with ${before}`;
  return `${formatCount(types, 'secret type')}${compared} · ${Math.round(tookMs)} ms`;
}
