import type { ReactNode } from 'react';
import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { Badge } from '../design/badge.tsx';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { formatDuration } from '../design/format-time.ts';
import { useNowUs } from '../design/now-context.tsx';
import { Missing } from '../design/number-text.tsx';
import { TimeText } from '../design/time-text.tsx';
import { whyNoBackFill } from './back-fill-values.ts';
import { formatDay } from './day.ts';
import { errorTone, lagOf, viewPhase } from './source-view.ts';
import { StreamActivity } from './stream-activity.tsx';
import styles from './stream-drawer.module.css';
import { StreamProblem } from './stream-problem.tsx';
import { formatInterval } from './stream-settings.ts';
import { useStreamActions } from './use-source-actions.ts';

export interface StreamDrawerProps {
  source: SourceStatus;
  stream: StreamStatus;
  vendor: VendorDescriptor | null;
  onEdit: (source: SourceStatus) => void;
  onBackFill: (source: SourceStatus, stream: string, range?: { from: string; until: string }) => void;
  onClose: () => void;
}

/** Everything that is known of one stream. Mounted while it is open. */
export function StreamDrawer({ source, stream, vendor, onEdit, onBackFill, onClose }: StreamDrawerProps) {
  const known = vendor?.streams.find(({ name }) => name === stream.stream);
  const run = useStreamActions(source, stream);
  const isOff = stream.phase === 'off';
  const hasAddress = source.url !== '';
  const canBackFill = whyNoBackFill(stream, vendor) === null;
  return (
    <ModalDialog
      title={`${known?.title ?? stream.stream} of ${source.name}`}
      isOpen
      onClose={onClose}
      position="side"
      size="medium"
      footer={
        hasAddress && (
          <>
            <Button icon={isOff ? 'play' : 'minus'} onPress={() => run.switchTo(isOff)}>
              {isOff ? 'Switch on' : 'Switch off'}
            </Button>
            <Button
              icon="calendar"
              isDisabled={!canBackFill}
              onPress={() => onBackFill(source, stream.stream)}
            >
              Back-fill…
            </Button>
            <Button
              icon="refresh"
              isDisabled={isOff || source.paused || stream.phase === 'collecting'}
              onPress={run.collect}
            >
              Collect now
            </Button>
          </>
        )
      }
    >
      <div className={styles.content}>
        <p className={styles.summary}>
          {known?.summary} {known?.note}
        </p>
        {stream.lastError && !isOff && (
          <StreamProblem error={stream.lastError} tone={errorTone(stream)} onEdit={() => onEdit(source)} />
        )}
        <StreamActivity source={source} stream={stream} />
        <Gaps source={source} stream={stream} canBackFill={canBackFill} onBackFill={onBackFill} />
        <Facts stream={stream} />
      </div>
    </ModalDialog>
  );
}

function Facts({ stream }: { stream: StreamStatus }) {
  const { counts, settings, lastRun } = stream;
  const phase = viewPhase(stream);
  const lagUs = lagOf(stream, useNowUs());
  return (
    <dl className={styles.facts}>
      <Fact name="State">
        <Badge tone={phase.tone} icon={phase.icon}>
          {phase.text}
        </Badge>
      </Fact>
      <Fact name="Last success">
        <TimeText timeUs={stream.lastSuccessAtUs} />
      </Fact>
      <Fact name="Lag">{lagUs === null ? <Missing /> : (formatDuration(lagUs) ?? 'none')}</Fact>
      <Fact name="Newest event">
        <TimeText timeUs={stream.newestEventUs} />
      </Fact>
      <Fact name="Goes on from">{stream.checkpoint ?? <Missing />}</Fact>
      <Fact name="Received">
        {`${formatNumber(counts.received)} = ${formatNumber(counts.stored)} stored + ${formatNumber(counts.duplicate)} duplicate + ${formatNumber(counts.rejected)} rejected`}
      </Fact>
      <Fact name="Unmapped">
        {counts.unmapped === 0
          ? 'none'
          : `${formatNumber(counts.unmapped)} of a kind that no mapping knows, stored as Base Event`}
      </Fact>
      <Fact name="Last run">
        {lastRun === null ? <Missing label="never" /> : <LastRun lastRun={lastRun} />}
      </Fact>
      <Fact name="Settings">
        {`every ${formatInterval(settings.intervalSeconds)}, ${formatCount(settings.lookBackDays, 'day')} back`}
        {settings.pageSize > 0 && `, ${formatNumber(settings.pageSize)} a page`}
      </Fact>
    </dl>
  );
}

function LastRun({ lastRun }: { lastRun: NonNullable<StreamStatus['lastRun']> }) {
  return (
    <>
      {outcomes[lastRun.outcome]}, <TimeText timeUs={lastRun.startedAtUs} />,{' '}
      {formatNumber(lastRun.counts.received)} received, {formatNumber(lastRun.counts.stored)} stored
    </>
  );
}

const outcomes = {
  running: 'Goes on',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
} as const;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type GapsProps = Pick<StreamDrawerProps, 'source' | 'stream' | 'onBackFill'> & { canBackFill: boolean };

function Gaps({ source, stream, canBackFill, onBackFill }: GapsProps) {
  if (stream.gaps.length === 0) return null;
  return (
    <section aria-label="Gaps">
      <h3 className={styles.heading}>Gaps</h3>
      <ul className={styles.gaps}>
        {stream.gaps.map((gap) => (
          <li key={gap.fromUs} className={styles.gap}>
            <div>
              <p>
                <TimeText timeUs={gap.fromUs} precision="minute" /> to{' '}
                <TimeText timeUs={gap.toUs} precision="minute" />
              </p>
              <p className={styles.summary}>{gap.reason}</p>
            </div>
            {source.url !== '' && (
              <Button
                size="small"
                isDisabled={!canBackFill}
                onPress={() =>
                  onBackFill(source, stream.stream, {
                    from: formatDay(gap.fromUs),
                    until: formatDay(gap.toUs),
                  })
                }
              >
                Try to back-fill
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
