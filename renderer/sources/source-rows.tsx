import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatDuration } from '../design/format-time.ts';
import { useNowUs } from '../design/now-context.tsx';
import { Missing, NumberText } from '../design/number-text.tsx';
import { ProgressBar } from '../design/progress-bar.tsx';
import { TimeText } from '../design/time-text.tsx';
import { SourceActionBar } from './source-action-bar.tsx';
import styles from './source-table.module.css';
import type { SourceTableProps } from './source-table.tsx';
import { errorTone, lagOf, viewPhase, viewProgress } from './source-view.ts';

const COLUMNS = 10;

export function SourceRows({
  source,
  ...actions
}: { source: SourceStatus } & Omit<SourceTableProps, 'sources'>) {
  return (
    <tbody className={styles.source}>
      <tr className={styles.head}>
        <th scope="rowgroup" colSpan={COLUMNS}>
          <span className={styles.headLine}>
            <span className={styles.name}>{source.name}</span>
            <span className={styles.url}>{source.url}</span>
            <span className={styles.plan}>
              every {source.intervalMinutes} min, {source.lookBackDays} days back
            </span>
            <SourceActionBar source={source} {...actions} />
          </span>
        </th>
      </tr>
      {source.streams.map((stream) => (
        <StreamRows key={stream.stream} source={source} stream={stream} {...actions} />
      ))}
    </tbody>
  );
}

interface StreamRowsProps extends Omit<SourceTableProps, 'sources'> {
  source: SourceStatus;
  stream: StreamStatus;
}

function StreamRows({ source, stream, onEdit, onShowRejected }: StreamRowsProps) {
  const phase = viewPhase(stream);
  const lagUs = lagOf(stream, useNowUs());
  return (
    <>
      <tr className={styles.stream}>
        <th scope="row" className={styles.streamName}>
          {stream.stream}
        </th>
        <td>
          <Badge tone={phase.tone} icon={phase.icon}>
            {phase.text}
          </Badge>
        </td>
        <td>
          <TimeText timeUs={stream.lastSuccessAtUs} precision="minute" />
        </td>
        <td>
          {stream.nextRunAtUs === null ? (
            <Missing />
          ) : (
            <TimeText timeUs={stream.nextRunAtUs} form="relative" />
          )}
        </td>
        <td>{lagUs === null ? <Missing /> : (formatDuration(lagUs) ?? 'none')}</td>
        <td>
          <TimeText timeUs={stream.newestEventUs} />
        </td>
        <CountCells source={source} stream={stream} onShowRejected={onShowRejected} />
      </tr>
      <StreamProgress stream={stream} />
      {stream.lastError && (
        <tr className={styles.below}>
          <td colSpan={COLUMNS}>
            <ErrorState
              error={stream.lastError}
              isAnnounced={false}
              tone={errorTone(stream)}
              action={
                <Button size="small" onPress={() => onEdit(source)}>
                  Edit source
                </Button>
              }
            />
          </td>
        </tr>
      )}
    </>
  );
}

function CountCells({
  source,
  stream,
  onShowRejected,
}: Pick<StreamRowsProps, 'source' | 'stream' | 'onShowRejected'>) {
  const { received, stored, duplicate, rejected, unmapped } = stream.counts;
  return (
    <>
      <td className={styles.number}>
        <NumberText value={received} />
      </td>
      <td
        className={styles.number}
        title={unmapped > 0 ? `${unmapped} of a kind without a mapping, kept as Base Event` : undefined}
      >
        <NumberText value={stored} />
      </td>
      <td className={styles.number}>
        <NumberText value={duplicate} isMuted={duplicate === 0} />
      </td>
      <td className={styles.number}>
        {rejected === 0 ? (
          <NumberText value={0} isMuted />
        ) : (
          <span className={styles.rejected}>
            <Button
              size="small"
              kind="quiet"
              icon="alert"
              aria-label={`${rejected} rejected records of ${source.name}, show`}
              onPress={() => onShowRejected(source)}
            >
              <NumberText value={rejected} />
            </Button>
          </span>
        )}
      </td>
    </>
  );
}

function StreamProgress({ stream }: { stream: StreamStatus }) {
  const progress = viewProgress(stream);
  if (!progress) return null;
  return (
    <tr className={styles.below}>
      <td colSpan={COLUMNS}>
        <div className={styles.progress}>
          <ProgressBar label={`Catching up, ${stream.stream}`} done={progress.done} total={progress.total} />
          <span className={styles.progressText}>
            {progress.text}
            {!progress.isMoving && ', goes on from here'}
          </span>
        </div>
      </td>
    </tr>
  );
}
