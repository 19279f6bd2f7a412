import { Button as AriaButton } from 'react-aria-components';
import type { EventDetail } from '../../../shared/event-record.ts';
import { Badge } from '../../design/badge.tsx';
import { classNames } from '../../design/class-names.ts';
import { zoneLabel } from '../../design/format-time.ts';
import { TimeText } from '../../design/time-text.tsx';
import { useZone } from '../../design/zone-context.ts';
import styles from './version-list.module.css';

interface VersionListProps {
  /** Newest first. */
  versions: EventDetail['versions'];
  shownEventId: string;
  onOpen: (eventId: string) => void;
}

/** Every state of the thing that is kept. Opening one shows it in this pane. */
export function VersionList({ versions, shownEventId, onOpen }: VersionListProps) {
  const zone = useZone();
  return (
    <div className={styles.versions}>
      <p className={styles.head}>
        <span>Changed ({zoneLabel(zone, versions[0]?.timeUs ?? 0)})</span>
        <span>Received</span>
      </p>
      <ol className={styles.list} aria-label="Versions, newest first">
        {versions.map(({ eventId, timeUs, receivedAtUs, isLatest }) => {
          const isShown = eventId === shownEventId;
          return (
            <li key={eventId}>
              <AriaButton
                className={classNames(styles.version, isShown && styles.shown)}
                {...(isShown ? { 'aria-current': 'true' as const } : {})}
                onPress={() => onOpen(eventId)}
              >
                <TimeText timeUs={timeUs} />
                <TimeText timeUs={receivedAtUs} />
                <span className={styles.marks}>
                  {isLatest && <Badge tone="accent">Latest</Badge>}
                  {isShown && <span className={styles.note}>shown</span>}
                </span>
              </AriaButton>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
