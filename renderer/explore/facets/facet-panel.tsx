import { memo, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { LoadingBar } from '../../design/loading-bar.tsx';
import type { ExploreAction } from '../state/explore-action.ts';
import styles from './facet-panel.module.css';
import { FacetSection } from './facet-section.tsx';
import type { Facets } from './use-facets.ts';

interface FacetPanelProps {
  facets: Facets;
  dispatch: (action: ExploreAction) => void;
}

/** What is there, field by field, with exact counts; each value can be chosen or left out. */
export const FacetPanel = memo(function FacetPanel({ facets, dispatch }: FacetPanelProps) {
  const { view } = facets;
  const [isEmptyShown, setEmptyShown] = useState(false);
  return (
    <nav className={styles.panel} aria-label="Facets">
      <LoadingBar isLoading={facets.isLoading} label="Counting values" />
      <header className={styles.head}>
        <h2 className={styles.title}>Facets</h2>
        <IconButton
          icon="panel-left"
          size="small"
          label="Close facets"
          hint="B"
          onPress={() => dispatch({ kind: 'pane-changed', panes: { facetsOpen: false } })}
        />
      </header>
      <div className={styles.list}>
        {facets.error && (
          <div className={styles.problem} role="alert">
            <p>{facets.error.message}</p>
            <p className={styles.remedy}>{facets.error.remedy}</p>
            <Button size="small" onPress={facets.retry}>
              Try again
            </Button>
          </div>
        )}
        {!facets.error &&
          view.facets.map((facet) => <FacetSection key={facet.column} facet={facet} dispatch={dispatch} />)}
        {view.empty.length > 0 && (
          <div className={styles.empty}>
            <Button
              kind="quiet"
              size="small"
              icon={isEmptyShown ? 'chevron-down' : 'chevron-right'}
              aria-expanded={isEmptyShown}
              onPress={() => setEmptyShown(!isEmptyShown)}
            >
              {`${view.empty.length} fields without values`}
            </Button>
            {isEmptyShown && (
              <ul className={styles.emptyList}>
                {view.empty.map(({ column, label, description }) => (
                  <li key={column} title={description}>
                    {label}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
    </nav>
  );
});
