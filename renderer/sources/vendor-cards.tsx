import { Button as AriaButton } from 'react-aria-components';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { formatCount } from '../design/format-number.ts';
import { Icon } from '../design/icon.tsx';
import styles from './vendor-cards.module.css';

/** The first step of adding a source: whose API it is, and what that brings. */
export function VendorCards({
  vendors,
  onChoose,
}: {
  vendors: readonly VendorDescriptor[];
  onChoose: (vendor: VendorDescriptor) => void;
}) {
  return (
    <ul className={styles.cards}>
      {vendors.map((vendor, index) => (
        <li key={vendor.vendor}>
          <AriaButton
            className={styles.card ?? ''}
            onPress={() => onChoose(vendor)}
            autoFocus={index === 0}
            aria-label={`${vendor.title}. ${vendor.summary}`}
          >
            <span className={styles.line}>
              <span className={styles.title}>{vendor.title}</span>
              <span className={styles.count}>{formatCount(vendor.streams.length, 'stream')}</span>
              <Icon name="chevron-right" size={12} />
            </span>
            <span className={styles.summary}>{vendor.summary}</span>
          </AriaButton>
        </li>
      ))}
    </ul>
  );
}
