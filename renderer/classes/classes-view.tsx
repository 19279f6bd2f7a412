import { useEffect, useMemo } from 'react';
import { z } from 'zod';
import { ocsfClassOf } from '../../shared/ocsf-class.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { LoadingBar } from '../design/loading-bar.tsx';
import { DetailSide, FacetSide, QuestionBar } from '../explore/explore-view.tsx';
import { ResultBar } from '../explore/results/result-bar.tsx';
import { ResultTable } from '../explore/results/result-table.tsx';
import { useQuestion } from '../explore/results/use-question.ts';
import { type ExploreStore, useSharedStore } from '../explore/state/use-explore-store.ts';
import { HistogramPanel } from '../explore/time/histogram-panel.tsx';
import { useExplore } from '../explore/use-explore.ts';
import { useAppState } from '../frame/app-state.tsx';
import { usePreference } from '../frame/preferences.tsx';
import { ClassHeader } from './class-header.tsx';
import { layoutOf } from './class-layouts.ts';
import { classScope, latestOnly } from './class-scope.ts';
import { buildClassTree, firstClass } from './class-tree.ts';
import { ClassTreePanel } from './class-tree-panel.tsx';
import styles from './classes-view.module.css';
import { useClassCounts } from './use-class-counts.ts';
import { useClassStore } from './use-class-store.ts';

const classSchema = z.number().int().nullable();
const yesNo = z.boolean();
const onlyLatest = [latestOnly];

/** OCSF category → class, each with the columns, facets and figures that fit it, over the question of Explore. */
export function ClassesView() {
  const [classUid, setClassUid] = usePreference('classes.class', classSchema, null);
  const shared = useSharedStore();
  if (classUid === null) return <FirstClass shared={shared} onFound={setClassUid} />;
  return <ClassView shared={shared} classUid={classUid} onOpen={setClassUid} />;
}

/** Before any class was chosen: the one with most events is opened. */
function FirstClass({ shared, onFound }: { shared: ExploreStore; onFound: (classUid: number) => void }) {
  const { question } = useQuestion(shared.state, 0, onlyLatest);
  const counts = useClassCounts(question);
  const found = counts.facet ? firstClass(buildClassTree(counts.facet, false, null)) : null;
  useEffect(() => {
    if (found !== null) onFound(found);
  }, [found, onFound]);
  if (counts.error) {
    return (
      <div className={styles.problem}>
        <ErrorState error={counts.error} onRetry={counts.retry} />
      </div>
    );
  }
  if (counts.facet === null || found !== null) return <LoadingBar isLoading label="Counting classes" />;
  return (
    <EmptyState icon="classes" title="No event matches">
      Nothing that is stored fits the question in Explore. Widen it there, and its classes appear here.
    </EmptyState>
  );
}

interface ClassViewProps {
  shared: ExploreStore;
  classUid: number;
  onOpen: (classUid: number) => void;
}

function ClassView({ shared, classUid, onOpen }: ClassViewProps) {
  const [hasAllVersions, setAllVersions] = usePreference('classes.allVersions', yesNo, false);
  const [showsEmpty, setShowsEmpty] = usePreference('classes.showEmpty', yesNo, false);
  const layout = layoutOf(classUid);
  const scope = useMemo(
    () => classScope(classUid, layout, hasAllVersions),
    [classUid, layout, hasAllVersions],
  );
  const store = useClassStore(shared, classUid, layout);
  const explore = useExplore(store, scope);
  const { zone } = useAppState();
  const counts = useClassCounts(explore.asked.question);
  const tree = buildClassTree(counts.facet, showsEmpty, classUid);
  return (
    <div className={styles.classes}>
      <QuestionBar explore={explore} />
      <div className={styles.body}>
        <ClassTreePanel
          tree={tree}
          counts={counts}
          openClass={classUid}
          showsEmpty={showsEmpty}
          onOpen={onOpen}
          onShowEmpty={setShowsEmpty}
        />
        <FacetSide explore={explore} />
        <div className={styles.centre}>
          <ClassHeader
            classUid={classUid}
            name={ocsfClassOf(classUid)?.name ?? `Class ${classUid}`}
            layout={layout}
            explore={explore}
            hasAllVersions={hasAllVersions}
            onAllVersions={setAllVersions}
          />
          <HistogramPanel answer={explore.histogram} store={store} splits={scope.splits} zone={zone} />
          <ResultBar
            rows={explore.rows}
            snapshot={explore.snapshot}
            live={explore.live}
            store={store}
            scope={scope}
          />
          <ResultTable explore={explore} zone={zone} />
        </div>
        <DetailSide explore={explore} overlayBelowPx={1_600} />
      </div>
    </div>
  );
}
