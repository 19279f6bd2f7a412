import { valueIs } from '../../../shared/query/query-node.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { Button } from '../../design/button.tsx';
import { useAppState } from '../../frame/app-state.tsx';
import { useAsk } from '../../queries.ts';
import { describeBaseline } from '../../secrets/secret-range.ts';
import { UnusualTypesTable } from '../../secrets/unusual-types-table.tsx';
import { summariseUnusual, viewUnusualTypes } from '../../secrets/unusual-types-view.ts';
import type { UnusualPanel } from '../dashboard.ts';
import { PanelFrame, type PanelProps } from './panel-frame.tsx';
import styles from './panels.module.css';

const MOST_TYPES = 8;

/** Secret types in the range against the ranges of the same length before it. */
export function UnusualPanelView(props: PanelProps<UnusualPanel>) {
  const { fromUs, toUs } = props.question.span;
  if (fromUs !== null && toUs !== null) return <Compared {...props} range={{ fromUs, toUs }} />;
  return (
    <PanelFrame panel={props.panel} isLoading={false} error={null} onRetry={() => {}} isEmpty={false}>
      <p className={styles.nothing}>
        Choose a range with two ends: all time has nothing before it to compare with.
      </p>
    </PanelFrame>
  );
}

function Compared({
  panel,
  question,
  onOpen,
  range,
}: PanelProps<UnusualPanel> & { range: { fromUs: number; toUs: number } }) {
  const { openView } = useAppState();
  const answer = useAsk('secrets.unusual', {
    question: { ...question, span: { fromUs: null, toUs: null } },
    range,
    baselineWindows: windowsFor(range.toUs - range.fromUs),
  });
  const { data } = answer;
  const windows = data?.baseline.windows ?? 0;
  const rows = viewUnusualTypes(data?.types ?? [], windows);
  return (
    <PanelFrame
      panel={panel}
      text={data ? `${summariseUnusual(data.types, windows)} ${describeBaseline(data).title}.` : ''}
      isLoading={answer.isFetching}
      error={answer.error}
      onRetry={() => void answer.refetch()}
      isEmpty={data !== undefined && rows.length === 0}
      isFlush
      actions={
        <Button kind="quiet" size="small" onPress={() => openView('secrets')}>
          More in Secrets
        </Button>
      }
    >
      {rows.length > 0 && (
        <UnusualTypesTable
          rows={rows.slice(0, MOST_TYPES)}
          onOpen={(secretType) => onOpen([valueIs('secret.type', secretType)])}
        />
      )}
    </PanelFrame>
  );
}

/** Short ranges have more of their like before them. */
function windowsFor(lengthUs: number): number {
  if (lengthUs <= 2 * US_PER_DAY) return 14;
  return lengthUs <= 8 * US_PER_DAY ? 7 : 3;
}
