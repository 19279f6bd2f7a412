import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './detail-pane.module.css';
import { IconButton } from './icon-button.tsx';
import { LoadingBar } from './loading-bar.tsx';

export interface DetailPaneProps {
  /** What is shown, for the names of the pane and its buttons: “Event”. */
  kind: string;
  /** Empty until it is known. */
  title: ReactNode;
  isLoading: boolean;
  /** Tabs below the head bring a line of their own. */
  hasLineBelowHead?: boolean;
  /** Keys that what has the focus needs for itself. */
  keepsKey: (key: string, focused: Element) => boolean;
  onStep: (by: -1 | 1) => void;
  onClose: () => void;
  children: ReactNode;
}

/** One row of a table in full. Up and down walk the table, Esc closes. */
export function DetailPane(props: DetailPaneProps) {
  const { kind, onStep, onClose } = props;
  const name = kind.toLowerCase();
  return (
    <aside
      className={styles.detail}
      aria-label={kind}
      onKeyDown={(event) => {
        if (props.keepsKey(event.key, event.target as Element)) return;
        if (event.key === 'Escape') onClose();
        else if (event.key === 'ArrowDown') onStep(1);
        else if (event.key === 'ArrowUp') onStep(-1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <LoadingBar isLoading={props.isLoading} label={`Reading the ${name}`} />
      <header className={classNames(styles.head, props.hasLineBelowHead && styles.line)}>
        <div className={styles.title}>{props.title}</div>
        <IconButton
          icon="chevron-up"
          size="small"
          label={`${kind} above`}
          hint="↑"
          onPress={() => onStep(-1)}
        />
        <IconButton
          icon="chevron-down"
          size="small"
          label={`${kind} below`}
          hint="↓"
          onPress={() => onStep(1)}
        />
        <IconButton icon="close" size="small" label={`Close ${name}`} hint="Esc" onPress={onClose} />
      </header>
      {props.children}
    </aside>
  );
}

/** The first line of the pane's title. */
export function DetailTitle({ children }: { children: ReactNode }) {
  return <h2 className={styles.titleText}>{children}</h2>;
}
