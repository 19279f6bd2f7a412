import { useState } from 'react';
import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import { barPeriod } from '../charts/bar-period.ts';
import { formatCount } from '../design/format-number.ts';
import { formatTime, zoneLabel } from '../design/format-time.ts';
import { NumberText } from '../design/number-text.tsx';
import { SegmentedControl } from '../design/segmented-control.tsx';
import { useZone } from '../design/zone-context.ts';
import { useAppState } from '../frame/app-state.tsx';
import { ActivityBars } from './activity-bars.tsx';
import { type ActivityBar, type ActivityView, viewActivity } from './activity-view.ts';
import styles from './stream-drawer.module.css';
import { eventsOf } from './stream-events.ts';
import { useActivity } from './use-activity.ts';

const FORMS = [
  { id: 'chart', label: 'Chart', icon: 'chart' },
  { id: 'table', label: 'Table', icon: 'table' },
] as const;

const CHART = { widthPx: 556, heightPx: 84 };

/** What came in during the last seven days, as a chart whose bars open their events, or as a table. */
export function StreamActivity({ source, stream }: { source: SourceStatus; stream: StreamStatus }) {
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const { activity, fromUs } = useActivity(source.sourceId);
  const { openExplore } = useAppState();
  const view = activity && viewActivity(activity, fromUs, stream);
  if (!view) return null;
  const open = ({ startUs, endUs }: ActivityBar) =>
    openExplore({
      tree: eventsOf(source, stream, { fromUs: startUs, toUs: endUs }),
      timeRange: { kind: 'all' },
    });
  return (
    <section aria-label="Last 7 days">
      <div className={styles.activityHead}>
        <div>
          <h3 className={styles.heading}>Last 7 days</h3>
          <p className={styles.summary}>{view.text}</p>
        </div>
        <SegmentedControl label="Show as" options={FORMS} value={form} onChange={setForm} />
      </div>
      <div className={styles.activity}>
        {form === 'chart' ? (
          <ActivityChart view={view} onOpen={open} />
        ) : (
          <ActivityTable view={view} onOpen={open} />
        )}
      </div>
    </section>
  );
}

interface ShownActivity {
  view: ActivityView;
  onOpen: (bar: ActivityBar) => void;
}

function ActivityChart({ view, onOpen }: ShownActivity) {
  const zone = useZone();
  const [active, setActive] = useState<ActivityBar | null>(null);
  const first = view.bars[0];
  const last = view.bars.at(-1);
  return (
    <>
      <div className={styles.chart} style={{ width: CHART.widthPx, height: CHART.heightPx }}>
        <ActivityBars view={view} {...CHART} />
        <div className={styles.bars} role="toolbar" aria-label="Four hours each">
          {view.bars.map((bar) => (
            <button
              key={bar.startUs}
              type="button"
              className={styles.bar}
              tabIndex={bar === (active ?? last) ? 0 : -1}
              aria-label={`${barPeriod(bar, zone)}: ${describeBar(bar)}`}
              onPointerEnter={() => setActive(bar)}
              onPointerLeave={() => setActive(null)}
              onFocus={() => setActive(bar)}
              onBlur={() => setActive(null)}
              onKeyDown={(event) => moveFocus(event)}
              onClick={() => bar.stored > 0 && onOpen(bar)}
            />
          ))}
        </div>
      </div>
      <p className={styles.axis} aria-hidden="true">
        {active ? (
          <span className={styles.shown}>
            {barPeriod(active, zone)}: {describeBar(active)}
          </span>
        ) : (
          <>
            <span>{first && formatTime(first.startUs, zone, 'minute')}</span>
            <span>
              up to {formatCount(Math.max(...view.bars.map(({ stored }) => stored)), 'event')} in 4 hours,
              times in {zoneLabel(zone, last?.endUs ?? 0)}
            </span>
            <span>{last && formatTime(last.endUs, zone, 'minute')}</span>
          </>
        )}
      </p>
    </>
  );
}

function moveFocus(event: React.KeyboardEvent<HTMLButtonElement>): void {
  const { previousElementSibling, nextElementSibling, parentElement } = event.currentTarget;
  const target = {
    ArrowLeft: previousElementSibling,
    ArrowRight: nextElementSibling,
    Home: parentElement?.firstElementChild,
    End: parentElement?.lastElementChild,
  }[event.key];
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  target.focus();
}

function describeBar({ stored, failedRuns }: ActivityBar): string {
  const events = stored === 0 ? 'no events' : formatCount(stored, 'event');
  return failedRuns === 0 ? events : `${events}, ${formatCount(failedRuns, 'failed run')}`;
}

function ActivityTable({ view, onOpen }: ShownActivity) {
  const zone = useZone();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className={styles.tableScroll} aria-label="Numbers of the last 7 days" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">From ({zoneLabel(zone, view.bars.at(-1)?.endUs ?? 0)})</th>
            <th scope="col">Stored</th>
            <th scope="col">Failed runs</th>
            <th scope="col">
              <span className={styles.summary}>Events</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.bars.toReversed().map((bar) => (
            <tr key={bar.startUs}>
              <th scope="row">{formatTime(bar.startUs, zone, 'minute')}</th>
              <td>
                <NumberText value={bar.stored} isMuted={bar.stored === 0} />
              </td>
              <td>
                <NumberText value={bar.failedRuns} isMuted={bar.failedRuns === 0} />
              </td>
              <td>
                {bar.stored > 0 && (
                  <button type="button" className={styles.link} onClick={() => onOpen(bar)}>
                    Show
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
