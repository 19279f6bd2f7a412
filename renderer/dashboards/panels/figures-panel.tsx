import { FigureRow } from '../../figures/figure-row.tsx';
import type { FiguresPanel } from '../dashboard.ts';
import type { PanelProps } from './panel-frame.tsx';
import styles from './panels.module.css';

/** A row of numbers without a frame of its own. */
export function FiguresPanelView({ panel, question, onOpen }: PanelProps<FiguresPanel>) {
  return (
    <section className={styles.figures} aria-label={panel.title}>
      <h2 className={styles.figuresTitle}>{panel.title}</h2>
      <FigureRow
        label={panel.title}
        question={question}
        figures={panel.figures}
        onPress={({ tree }) => onOpen(tree ? [tree] : [])}
      />
    </section>
  );
}
