// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed by themselves don't go with <table>.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and points at its rows.
import { memo, type ReactNode } from 'react';
import type { SecretSummary } from '../../../shared/secret-inventory.ts';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { Missing, NumberText } from '../../design/number-text.tsx';
import { shortFingerprint } from '../../design/secret-mark.tsx';
import { TimeText } from '../../design/time-text.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { visibleText } from '../../design/visible-text.ts';
import shared from '../../design/windowed-grid.module.css';
import { type SecretColumnId, secretColumns } from './secret-columns.ts';
import styles from './secret-grid.module.css';
import { StateBadge } from './secret-state.tsx';

export interface SecretRowProps {
  id: string;
  index: number;
  top: number;
  secret: SecretSummary | null;
  isChosen: boolean;
  isOpen: boolean;
  /** The keyboard is at it. */
  isActive: boolean;
}

/** One secret of the list, or its place while it is on the way. */
export const SecretRow = memo(function SecretRow({ id, index, top, secret, ...row }: SecretRowProps) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={row.isChosen}
      {...(row.isOpen ? { 'aria-current': 'true' as const } : {})}
      data-row={index}
      className={classNames(
        shared.row,
        styles.row,
        styles.tracks,
        row.isChosen && styles.chosen,
        row.isOpen && styles.open,
        row.isActive && styles.active,
        secret?.state === 'regressed' && styles.regressed,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {secretColumns.map((column, place) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={place + 1}
          data-cell={column.id}
          className={classNames(styles.cell, column.isNumber && shared.number)}
        >
          {column.id === 'chosen' ? (
            <span className={styles.box}>{row.isChosen && <Icon name="check" size={12} />}</span>
          ) : secret ? (
            cellOf(secret, column.id)
          ) : (
            <span className={shared.placeholder} />
          )}
        </div>
      ))}
    </div>
  );
});

function cellOf(secret: SecretSummary, column: Exclude<SecretColumnId, 'chosen'>): ReactNode {
  switch (column) {
    case 'state':
      return <StateBadge state={secret.state} />;
    case 'secretType':
      return <SecretType secretType={secret.secretType} />;
    case 'fingerprint':
      return (
        <span className={styles.print}>
          <Icon name="lock" size={12} />
          {shortFingerprint(secret.fingerprint)}
        </span>
      );
    case 'vendors':
      return (
        <span className={styles.text} title={visibleText(secret.vendors.join(', '))}>
          <VendorText text={secret.vendors.join(', ')} />
        </span>
      );
    case 'firstSeen':
      return <TimeText timeUs={secret.firstSeenUs} precision="minute" />;
    case 'lastSeen':
      return <TimeText timeUs={secret.lastSeenUs} precision="minute" />;
    default:
      return <NumberText value={secret[column]} isMuted={secret[column] === 0} />;
  }
}

function SecretType({ secretType }: Pick<SecretSummary, 'secretType'>) {
  if (secretType === null) return <Missing label="type not known" />;
  return (
    <span className={styles.type} title={visibleText(secretType)}>
      <VendorText text={secretType} />
    </span>
  );
}
