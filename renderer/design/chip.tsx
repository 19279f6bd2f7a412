import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import styles from './chip.module.css';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

export interface ChipProps {
  children: ReactNode;
  /** For screen readers and the remove button: the chip as one sentence. */
  label: string;
  onPress?: () => void;
  onRemove?: () => void;
  /** The filter excludes; its sentence must say so, the colour only helps. */
  isNegated?: boolean;
  /** Faded and struck through: the filter is kept but switched off. */
  isOff?: boolean;
}

/** One filter as a sentence. Press to open what can be done with it. */
export function Chip({ children, label, onPress, onRemove, isNegated = false, isOff = false }: ChipProps) {
  const text = (
    <span className={styles.text} title={label}>
      {children}
    </span>
  );
  return (
    <span className={classNames(styles.chip, isOff && styles.off, isNegated && styles.excluding)}>
      {onPress ? (
        <Button
          className={styles.press ?? ''}
          onPress={onPress}
          aria-label={isOff ? `${label}, switched off` : label}
        >
          {text}
        </Button>
      ) : (
        text
      )}
      {onRemove && (
        <Button className={styles.remove ?? ''} onPress={onRemove} aria-label={`Remove: ${label}`}>
          <Icon name="close" size={12} />
        </Button>
      )}
    </span>
  );
}
