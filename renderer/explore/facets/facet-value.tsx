import { Button as AriaButton } from 'react-aria-components';
import { classNames } from '../../design/class-names.ts';
import { formatNumber } from '../../design/format-number.ts';
import { Icon } from '../../design/icon.tsx';
import { shortFingerprint } from '../../design/secret-mark.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { visibleText } from '../../design/visible-text.ts';
import type { ExploreAction } from '../state/explore-action.ts';
import styles from './facet-panel.module.css';
import type { FacetRow, FacetView } from './facet-panel-view.ts';

interface FacetValueProps {
  facet: FacetView;
  row: FacetRow;
  dispatch: (action: ExploreAction) => void;
}

const stateWords = { plain: '', included: ', chosen', excluded: ', left out' } as const;

/** One value: press to choose it beside the others chosen, or one of the two buttons at its end. */
export function FacetValue({ facet, row, dispatch }: FacetValueProps) {
  const { column } = facet;
  const { value, state } = row;
  const count = row.count === null ? '–' : formatNumber(row.count);
  const label = visibleText(row.label);
  const name = shownName(column, row);
  return (
    <li className={classNames(styles.value, styles[state])}>
      <span className={styles.share} style={{ width: `${row.share * 100}%` }} />
      <AriaButton
        className={styles.pick ?? ''}
        aria-pressed={state === 'included'}
        aria-label={`${label}, ${row.count === null ? 'unknown' : count} events${stateWords[state]}`}
        onPress={() =>
          dispatch({ kind: state === 'excluded' ? 'value-excluded' : 'value-toggled', key: column, value })
        }
      >
        <span className={styles.tick}>{state === 'included' && <Icon name="check" size={12} />}</span>
        <span className={classNames(styles.label, value === null && styles.missing)} title={label}>
          <VendorText text={name} />
        </span>
        <span className={styles.count}>{count}</span>
      </AriaButton>
      <span className={styles.actions}>
        <AriaButton
          className={styles.action ?? ''}
          aria-label={`Only ${label}`}
          onPress={() => dispatch({ kind: 'value-only', key: column, value })}
        >
          only
        </AriaButton>
        <AriaButton
          className={styles.action ?? ''}
          aria-label={state === 'excluded' ? `Let ${label} in again` : `Exclude ${label}`}
          onPress={() => dispatch({ kind: 'value-excluded', key: column, value })}
        >
          {state === 'excluded' ? 'include' : 'exclude'}
        </AriaButton>
      </span>
    </li>
  );
}

/** A fingerprint is known by its first characters everywhere. */
function shownName(column: string, { value, label }: FacetRow): string {
  return column === 'secret_fingerprint' && value !== null ? `fp ${shortFingerprint(value)}` : label;
}
