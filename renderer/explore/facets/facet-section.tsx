import { useId, useState } from 'react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { formatNumber } from '../../design/format-number.ts';
import { Icon } from '../../design/icon.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import type { ExploreAction } from '../state/explore-action.ts';
import { FIRST_VALUES, MORE_VALUES } from './facet-fields.ts';
import styles from './facet-panel.module.css';
import type { FacetView } from './facet-panel-view.ts';
import { FacetValue } from './facet-value.tsx';

interface FacetSectionProps {
  facet: FacetView;
  dispatch: (action: ExploreAction) => void;
}

export function FacetSection({ facet, dispatch }: FacetSectionProps) {
  const { column, label, open } = facet;
  const id = useId();
  const [isSearchOpen, setSearchOpen] = useState(facet.search !== '');
  return (
    <section className={styles.facet} aria-labelledby={id}>
      <div className={styles.facetHead}>
        <AriaButton
          className={styles.facetName ?? ''}
          aria-expanded={open}
          onPress={() => dispatch({ kind: 'facet-opened', column, open: !open })}
        >
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={12} />
          <span id={id} className={styles.facetLabel} title={facet.description}>
            {label}
          </span>
          {open && facet.filtered === '' && facet.distinct !== null && (
            <span className={styles.distinct} title={`${formatNumber(facet.distinct)} different values`}>
              {formatNumber(facet.distinct)}
            </span>
          )}
          {facet.filtered !== '' && (
            <span
              className={styles.filtered}
              title="This field is filtered; the counts here leave its own filter out"
            >
              {facet.filtered}
            </span>
          )}
        </AriaButton>
        {facet.canClear && (
          <IconButton
            icon="close"
            size="small"
            label={`Clear the filter on ${label.toLowerCase()}`}
            onPress={() => dispatch({ kind: 'field-cleared', key: column })}
          />
        )}
        {open && (
          <span className={classNames(styles.searchToggle, isSearchOpen && styles.shown)}>
            <IconButton
              icon="search"
              size="small"
              label={`Search in ${label.toLowerCase()}`}
              aria-expanded={isSearchOpen}
              onPress={() => {
                if (isSearchOpen) dispatch({ kind: 'facet-searched', column, search: '' });
                setSearchOpen(!isSearchOpen);
              }}
            />
          </span>
        )}
      </div>
      {open && isSearchOpen && <FacetSearch facet={facet} dispatch={dispatch} />}
      {open && <FacetValues facet={facet} dispatch={dispatch} />}
    </section>
  );
}

function FacetSearch({ facet, dispatch }: FacetSectionProps) {
  return (
    <SearchField
      className={styles.search ?? ''}
      aria-label={`Search in ${facet.label.toLowerCase()}`}
      // Only one that was opened just now; a search that was kept doesn't take the focus.
      autoFocus={facet.search === ''}
      value={facet.search}
      onChange={(search) => dispatch({ kind: 'facet-searched', column: facet.column, search })}
    >
      <Input className={styles.searchInput ?? ''} placeholder="Contains …" maxLength={200} />
    </SearchField>
  );
}

const skeleton = [0.72, 0.5, 0.62];

function FacetValues({ facet, dispatch }: FacetSectionProps) {
  if (facet.status === 'waiting') {
    return (
      <div className={styles.values} aria-hidden="true">
        {skeleton.map((width) => (
          <div key={width} className={styles.skeleton} style={{ width: `${width * 100}%` }} />
        ))}
      </div>
    );
  }
  if (facet.status === 'failed') {
    return <p className={styles.note}>{facet.error?.message}</p>;
  }
  return (
    <>
      <ul className={styles.values}>
        {facet.rows.map((row) => (
          <FacetValue key={row.value ?? '\u0000'} facet={facet} row={row} dispatch={dispatch} />
        ))}
      </ul>
      {facet.rows.length === 0 && (
        <p className={styles.note}>
          {facet.search === '' ? 'No value in this result.' : 'No value contains that.'}
        </p>
      )}
      <FacetLength facet={facet} dispatch={dispatch} />
    </>
  );
}

function FacetLength({ facet, dispatch }: FacetSectionProps) {
  const { column, more, limit } = facet;
  const extend = (to: number) => dispatch({ kind: 'facet-extended', column, limit: Math.min(1_000, to) });
  if (more === 0 && limit <= FIRST_VALUES) return null;
  return (
    <div className={styles.length}>
      {more > 0 && limit < 1_000 && (
        <Button kind="quiet" size="small" onPress={() => extend(limit + MORE_VALUES)}>
          {`Show more (${formatNumber(more)})`}
        </Button>
      )}
      {more > 0 && limit >= 1_000 && (
        <span className={styles.note}>{`${formatNumber(more)} more, use the search.`}</span>
      )}
      {limit > FIRST_VALUES && (
        <Button kind="quiet" size="small" onPress={() => extend(FIRST_VALUES)}>
          Show fewer
        </Button>
      )}
    </div>
  );
}
