import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import type { Explore } from '../explore/use-explore.ts';
import { FigureRow } from '../figures/figure-row.tsx';
import { useAppState } from '../frame/app-state.tsx';
import type { ClassLayout } from './class-layout.ts';
import { chipsOfClass } from './class-scope.ts';
import styles from './classes-view.module.css';

interface ClassHeaderProps {
  classUid: number;
  name: string;
  layout: ClassLayout;
  explore: Explore;
  hasAllVersions: boolean;
  onAllVersions: (hasAllVersions: boolean) => void;
}

/** What the class is, its figures, and the way to the same events in Explore. */
export function ClassHeader(props: ClassHeaderProps) {
  const { classUid, name, layout, explore, hasAllVersions, onAllVersions } = props;
  const { openView } = useAppState();
  const { dispatch } = explore.store;
  const openInExplore = () => {
    for (const action of chipsOfClass(classUid, !hasAllVersions)) dispatch(action);
    openView('explore');
  };
  return (
    <header className={styles.header}>
      <div className={styles.titleLine}>
        <h1 className={styles.title}>
          {name} <span className={styles.uid}>{classUid}</span>
        </h1>
        <span className={styles.gap} />
        {layout.hasVersions && (
          <Checkbox isSelected={hasAllVersions} onChange={onAllVersions}>
            All versions
          </Checkbox>
        )}
        <Button size="small" icon="explore" onPress={openInExplore}>
          Open in Explore
        </Button>
      </div>
      {layout.note && <p className={styles.note}>{layout.note}</p>}
      <FigureRow
        label={`${name} in figures`}
        question={explore.asked.question}
        figures={layout.figures}
        onPress={({ tree }) => {
          const conditions = tree?.kind === 'and' ? tree.children : tree ? [tree] : [];
          for (const node of conditions) dispatch({ kind: 'filter-added', node });
        }}
      />
    </header>
  );
}
