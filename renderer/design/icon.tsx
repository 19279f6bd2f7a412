import styles from './icon.module.css';
import { type IconName, iconShapes } from './icon-shapes.ts';
import { ReadOnlyText } from './read-only-text.tsx';

/** A 16 px picture in the text's colour. Decoration unless it has a `label`. */
export function Icon({ name, label, size = 16 }: { name: IconName; label?: string; size?: number }) {
  return (
    <span className={styles.box}>
      <svg className={styles.icon} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
        <path d={iconShapes[name]} />
      </svg>
      {label && <ReadOnlyText>{label}</ReadOnlyText>}
    </span>
  );
}
