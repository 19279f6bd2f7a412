import { Button } from 'react-aria-components';
import type { Question } from '../../shared/question.ts';
import { Button as ActionButton } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { useAsk } from '../queries.ts';
import type { FigureDefinition } from './figure-definition.ts';
import styles from './figure-row.module.css';
import { type FigureView, figuresToAsk, viewFigures } from './figures-view.ts';

interface FigureRowProps {
  /** Of the whole row. */
  label: string;
  question: Question;
  figures: readonly FigureDefinition[];
  /** A press on a figure; a share and a figure that counts everything can't be pressed. */
  onPress: (figure: FigureView) => void;
  /** Smaller, without the space around it. */
  isCompact?: boolean;
}

/** Exact numbers side by side, each with the way to its events. */
export function FigureRow({ label, question, figures, onPress, isCompact = false }: FigureRowProps) {
  const answer = useAsk('events.figures', { question, figures: figuresToAsk(figures) });
  if (answer.error) {
    return (
      <div className={styles.problem} role="alert">
        <span>{answer.error.message}</span>
        <ActionButton size="small" icon="refresh" onPress={() => void answer.refetch()}>
          Try again
        </ActionButton>
      </div>
    );
  }
  return (
    <div className={styles.box}>
      <LoadingBar isLoading={answer.isFetching} label="Counting" />
      <ul className={classNames(styles.row, isCompact && styles.compact)} aria-label={label}>
        {viewFigures(figures, answer.data).map((figure) => (
          <li key={figure.id} className={styles.item}>
            <FigureCard figure={figure} onPress={() => onPress(figure)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function FigureCard({ figure, onPress }: { figure: FigureView; onPress: () => void }) {
  const { label, text, isBad, tree, isDistinct } = figure;
  const face = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={classNames(styles.value, isBad && styles.bad)}>{text ?? '…'}</span>
    </>
  );
  if (tree === null) return <div className={styles.figure}>{face}</div>;
  return (
    <Button
      className={classNames(styles.figure, styles.pressable)}
      aria-label={`${label}, ${text ?? 'counting'}. Show ${isDistinct ? 'the events that have one' : 'these events'}`}
      onPress={onPress}
    >
      {face}
    </Button>
  );
}
