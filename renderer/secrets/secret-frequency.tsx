import { useState } from 'react';
import type { Question } from '../../shared/question.ts';
import { BarList } from '../charts/bar-list.tsx';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { Panel } from '../design/panel.tsx';
import { useAsk } from '../queries.ts';
import styles from './secrets-view.module.css';

const FIRST_SHOWN = 8;

/** How often each type was found in the range. */
export function SecretFrequency({
  question,
  onOpen,
}: {
  question: Question;
  onOpen: (secretType: string) => void;
}) {
  const [isAll, setAll] = useState(false);
  const answer = useAsk('secrets.frequency', { question });
  const types = answer.data?.types ?? [];
  const shown = isAll ? types : types.slice(0, FIRST_SHOWN);
  return (
    <Panel
      title="Frequency by type"
      isFlush
      text={
        answer.data
          ? `${formatCount(answer.data.total, 'finding')} of ${formatCount(types.length, 'type')}`
          : ''
      }
    >
      {answer.error && (
        <div className={styles.problem}>
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        </div>
      )}
      <BarList
        label="Findings by secret type"
        actionLabel="Show the events of"
        onPress={onOpen}
        rows={shown.map((type) => ({
          id: type.secretType,
          label: type.secretType,
          count: type.count,
        }))}
      />
      {types.length > FIRST_SHOWN && (
        <div className={styles.more}>
          <Button kind="quiet" size="small" onPress={() => setAll(!isAll)}>
            {isAll ? `Show the first ${FIRST_SHOWN}` : `Show all ${formatNumber(types.length)}`}
          </Button>
        </div>
      )}
    </Panel>
  );
}
