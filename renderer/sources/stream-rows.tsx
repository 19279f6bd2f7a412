import { Button as AriaButton } from 'react-aria-components';
import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import { classNames } from '../design/class-names.ts';
import { formatDuration } from '../design/format-time.ts';
import { Icon } from '../design/icon.tsx';
import { useNowUs } from '../design/now-context.tsx';
import { Missing, NumberText } from '../design/number-text.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { TimeText } from '../design/time-text.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { ActivityBars } from './activity-bars.tsx';
import { viewActivity } from './activity-view.ts';
import styles from './source-table.module.css';
import type { SourceTableActions } from './source-table.tsx';
import { lagOf, viewPhase, viewProgress } from './source-view.ts';
import { unmappedEventsOf } from './stream-events.ts';
import { StreamMenu } from './stream-menu.tsx';
import { StreamNotes } from './stream-notes.tsx';
import type { RecentActivity } from './use-activity.ts';

/** Seven days of six bars each, two and a half pixels wide. */
const STRIP = { widthPx: 105, heightPx: 20 };

export interface StreamRowsProps extends SourceTableActions {
  source: SourceStatus;
  stream: StreamStatus;
  title: string;
  recent: RecentActivity;
  canBackFill: boolean;
  /** False where the source says it once for all its streams. */
  isProblemShown: boolean;
}

/** One stream's health in a row, and below it what goes on or went wrong. */
export function StreamRows(props: StreamRowsProps) {
  const { source, stream, title, recent, onShowStream } = props;
  const phase = viewPhase(stream);
  const isOff = stream.phase === 'off';
  return (
    <>
      <tr className={classNames(styles.stream, isOff && styles.off)}>
        <th scope="row" className={styles.streamName} title={title}>
          <AriaButton className={styles.streamButton ?? ''} onPress={() => onShowStream(source, stream)}>
            {title}
          </AriaButton>
        </th>
        <td>
          <span className={styles.phase} data-tone={phase.tone}>
            <Icon name={phase.icon} size={14} />
            {phase.text}
          </span>
        </td>
        <td>
          <Activity {...props} recent={recent} />
        </td>
        <ProgressOrTimes stream={stream} />
        <CountCells {...props} />
        <td className={styles.menu}>
          <StreamMenu {...props} />
        </td>
      </tr>
      <StreamNotes {...props} />
    </>
  );
}

/** How far catching up is stands where the times will be, so that nothing moves when it is done. */
function ProgressOrTimes({ stream }: Pick<StreamRowsProps, 'stream'>) {
  const nowUs = useNowUs();
  const progress = viewProgress(stream);
  if (progress) {
    return (
      <td colSpan={3}>
        <div className={styles.progress}>
          <ProgressBar label={`Catching up, ${stream.stream}`} done={progress.done} total={progress.total} />
          <span className={styles.progressText}>{progress.text}</span>
        </div>
      </td>
    );
  }
  const lagUs = lagOf(stream, nowUs);
  return (
    <>
      <td>
        <TimeText timeUs={stream.lastSuccessAtUs} precision="minute" />
      </td>
      <td>{lagUs === null || stream.phase === 'off' ? <Missing /> : (formatDuration(lagUs) ?? 'none')}</td>
      <td>
        {stream.nextRunAtUs === null ? <Missing /> : <TimeText timeUs={stream.nextRunAtUs} form="relative" />}
      </td>
    </>
  );
}

/** The strip opens the stream, where the same is told in a chart with numbers and as a table. */
function Activity({ source, stream, title, recent, onShowStream }: StreamRowsProps) {
  const view = recent.activity && viewActivity(recent.activity, recent.fromUs, stream);
  if (!view || stream.phase === 'off') return null;
  return (
    <AriaButton
      className={styles.activity ?? ''}
      aria-label={`${title}, last 7 days: ${view.text}`}
      onPress={() => onShowStream(source, stream)}
    >
      <span title={view.text}>
        <ActivityBars view={view} {...STRIP} />
      </span>
    </AriaButton>
  );
}

function CountCells({ source, stream, title, onShowRejected }: StreamRowsProps) {
  const { openExplore } = useAppState();
  const { received, stored, duplicate, rejected, unmapped } = stream.counts;
  return (
    <>
      <td className={styles.number}>
        <NumberText value={received} isMuted={received === 0} />
      </td>
      <td className={styles.number}>
        <NumberText value={stored} isMuted={stored === 0} />
      </td>
      <td className={styles.number}>
        <NumberText value={duplicate} isMuted={duplicate === 0} />
      </td>
      <td className={styles.number}>
        {rejected === 0 ? (
          <NumberText value={0} isMuted />
        ) : (
          <AriaButton
            className={styles.rejected ?? ''}
            aria-label={`${rejected} rejected records of ${source.name}, ${title}, show`}
            onPress={() => onShowRejected(source)}
          >
            <NumberText value={rejected} />
          </AriaButton>
        )}
      </td>
      <td className={styles.number}>
        {unmapped === 0 ? (
          <NumberText value={0} isMuted />
        ) : (
          <AriaButton
            className={styles.unmapped ?? ''}
            aria-label={`${unmapped} unmapped events of ${source.name}, ${title}, show`}
            onPress={() =>
              openExplore({ tree: unmappedEventsOf(source, stream), timeRange: { kind: 'all' } })
            }
          >
            <NumberText value={unmapped} />
          </AriaButton>
        )}
      </td>
    </>
  );
}
