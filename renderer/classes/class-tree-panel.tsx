import { Button as AriaButton } from 'react-aria-components';
import { Button } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { formatNumber } from '../design/format-number.ts';
import { formatTime, zoneLabel } from '../design/format-time.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { useZone } from '../design/zone-context.ts';
import type { CategoryEntry, ClassEntry } from './class-tree.ts';
import styles from './class-tree-panel.module.css';
import type { ClassCounts } from './use-class-counts.ts';

interface ClassTreePanelProps {
  tree: readonly CategoryEntry[];
  counts: ClassCounts;
  openClass: number;
  showsEmpty: boolean;
  onOpen: (classUid: number) => void;
  onShowEmpty: (showsEmpty: boolean) => void;
}

/** OCSF's categories with their classes: how many events of each the question holds, and when the newest was. */
export function ClassTreePanel(props: ClassTreePanelProps) {
  const { tree, counts, openClass, showsEmpty, onOpen, onShowEmpty } = props;
  return (
    <nav className={styles.panel} aria-label="Classes">
      <LoadingBar isLoading={counts.isLoading} label="Counting classes" />
      <div className={styles.list}>
        {counts.error && (
          <div className={styles.problem} role="alert">
            <p>{counts.error.message}</p>
            <Button size="small" onPress={counts.retry}>
              Try again
            </Button>
          </div>
        )}
        {tree.map(({ category, name, count, classes }) => (
          <section key={category} aria-label={name}>
            <h2 className={styles.category}>
              <span>{name}</span>
              <span className={styles.count}>{formatNumber(count)}</span>
            </h2>
            <ul>
              {classes.map((entry) => (
                <li key={entry.classUid}>
                  <ClassRow
                    entry={entry}
                    newestUs={counts.newest.get(entry.classUid) ?? null}
                    isOpen={entry.classUid === openClass}
                    onOpen={() => onOpen(entry.classUid)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className={styles.foot}>
        <Button kind="quiet" size="small" aria-pressed={showsEmpty} onPress={() => onShowEmpty(!showsEmpty)}>
          {showsEmpty ? 'Hide classes without events' : 'Show all classes'}
        </Button>
      </div>
    </nav>
  );
}

interface ClassRowProps {
  entry: ClassEntry;
  newestUs: number | null;
  isOpen: boolean;
  onOpen: () => void;
}

function ClassRow({ entry, newestUs, isOpen, onOpen }: ClassRowProps) {
  const { classUid, name, count } = entry;
  const zone = useZone();
  const newest = newestUs === null || count === 0 ? null : formatTime(newestUs, zone, 'minute');
  return (
    <AriaButton
      className={classNames(styles.entry, isOpen && styles.open, count === 0 && styles.none)}
      aria-label={`${name}, ${formatNumber(count)} events${newest === null ? '' : `, newest ${newest} ${zoneLabel(zone, newestUs ?? 0)}`}`}
      {...(isOpen ? { 'aria-current': 'true' as const } : {})}
      onPress={onOpen}
    >
      <span className={styles.name} title={`${name} (${classUid})`}>
        {name}
      </span>
      <span className={styles.count}>{formatNumber(count)}</span>
      <span className={styles.newest}>{newest ?? (count === 0 ? 'no events' : '')}</span>
    </AriaButton>
  );
}
