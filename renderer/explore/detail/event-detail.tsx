import { useState } from 'react';
import type { EventDetail } from '../../../shared/event-record.ts';
import { valueIs } from '../../../shared/query/query-node.ts';
import { US_PER_MINUTE } from '../../../shared/time-range.ts';
import { Button } from '../../design/button.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { formatTime, offsetLabel, type ZoneChoice } from '../../design/format-time.ts';
import { IconButton } from '../../design/icon-button.tsx';
import { LoadingBar } from '../../design/loading-bar.tsx';
import { SeverityMark } from '../../design/severity-mark.tsx';
import { Tabs, type TabsProps } from '../../design/tabs.tsx';
import { VendorText } from '../../design/vendor-text.tsx';
import { useAsk } from '../../queries.ts';
import type { ExploreAction } from '../state/explore-action.ts';
import styles from './event-detail.module.css';
import { EventSummary, type Pivots } from './event-summary.tsx';
import { JsonTree } from './json-tree.tsx';
import type { EventForm } from './json-tree-view.ts';
import { VersionList } from './version-list.tsx';

interface EventDetailPaneProps {
  eventId: string;
  zone: ZoneChoice;
  dispatch: (action: ExploreAction) => void;
  onFilter: (key: string, value: string | null, mode: 'for' | 'out') => void;
  onStep: (by: -1 | 1) => void;
  onClose: () => void;
}

type TabId = 'summary' | 'ocsf' | 'ecs' | 'raw' | 'versions';

/** One event in full. Up and down walk the table, Esc closes. */
export function EventDetailPane({
  eventId,
  zone,
  dispatch,
  onFilter,
  onStep,
  onClose,
}: EventDetailPaneProps) {
  const [chosenTab, setTab] = useState<TabId>('summary');
  const answer = useAsk('events.detail', { eventId });
  const detail = answer.data;
  // The next event may have no versions; coming back to one that has, the choice still holds.
  const tab = chosenTab === 'versions' && !hasVersions(detail) ? 'summary' : chosenTab;
  return (
    <aside
      className={styles.detail}
      aria-label="Event"
      onKeyDown={(event) => {
        const isInTabs = (event.target as Element).closest('[role="tablist"]') !== null;
        if (event.key === 'Escape') onClose();
        else if (event.key === 'ArrowDown' && !isInTabs) onStep(1);
        else if (event.key === 'ArrowUp' && !isInTabs) onStep(-1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <LoadingBar isLoading={answer.isFetching} label="Reading the event" />
      <header className={styles.head}>
        <div className={styles.title}>{detail && <Title detail={detail} zone={zone} />}</div>
        <IconButton icon="chevron-up" size="small" label="Event above" hint="↑" onPress={() => onStep(-1)} />
        <IconButton icon="chevron-down" size="small" label="Event below" hint="↓" onPress={() => onStep(1)} />
        <IconButton icon="close" size="small" label="Close event" hint="Esc" onPress={onClose} />
      </header>
      {answer.error && (
        <div className={styles.problem}>
          <ErrorState
            error={answer.error}
            action={
              <Button size="small" onPress={() => void answer.refetch()}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {detail && !answer.error && (
        <Tabs<TabId>
          label="Parts of the event"
          selected={tab}
          onChange={setTab}
          tabs={partsOf({ detail, eventId, zone, dispatch, onFilter })}
        />
      )}
    </aside>
  );
}

interface Parts extends Pick<EventDetailPaneProps, 'eventId' | 'zone' | 'dispatch' | 'onFilter'> {
  detail: EventDetail;
}

/** Versions only where the event is one of a thing that changes. */
function partsOf({ detail, eventId, zone, dispatch, onFilter }: Parts): TabsProps<TabId>['tabs'] {
  const summary = (
    <EventSummary detail={detail} zone={zone} pivots={pivotsOf(detail, dispatch)} onFilter={onFilter} />
  );
  const json = (id: EventForm, title: string) => ({
    id,
    title,
    content: <JsonTree key={id} value={detail[id]} column={id} onFilter={onFilter} />,
  });
  const versions = (
    <VersionList
      versions={detail.versions}
      shownEventId={eventId}
      onOpen={(version) => dispatch({ kind: 'event-selected', eventId: version })}
    />
  );
  return [
    { id: 'summary', title: 'Summary', content: summary },
    json('ocsf', 'OCSF'),
    json('ecs', 'ECS'),
    json('raw', 'Raw'),
    ...(hasVersions(detail)
      ? [{ id: 'versions' as const, title: `Versions (${detail.versions.length})`, content: versions }]
      : []),
  ];
}

function hasVersions(detail: EventDetail | undefined): boolean {
  return (detail?.versions.length ?? 0) > 0;
}

function Title({ detail: { row }, zone }: { detail: EventDetail; zone: ZoneChoice }) {
  const time = Number(row.time);
  return (
    <>
      <h2 className={styles.titleText}>
        <VendorText text={String(row.class_name ?? '')} />
        <span className={styles.activity}>
          {' · '}
          <VendorText text={String(row.activity_name ?? '')} />
        </span>
      </h2>
      <div className={styles.facts}>
        <span>
          {formatTime(time, zone)} {zone === 'utc' ? 'UTC' : offsetLabel(time)}
        </span>
        <SeverityMark severityId={Number(row.severity_id)} />
      </div>
    </>
  );
}

/** Each leads to another question and can be undone. */
function pivotsOf({ row }: EventDetail, dispatch: (action: ExploreAction) => void): Pivots {
  const time = Number(row.time);
  const ask = (field: string, value: unknown) =>
    dispatch({
      kind: 'question-set',
      text: '',
      nodes: [valueIs(field, String(value))],
      range: { kind: 'all' },
    });
  return {
    sameSecret: () => ask('secret.fingerprint', row.secret_fingerprint),
    sameRequest: () => ask('event.id', row.vendor_event_id),
    around: () =>
      dispatch({
        kind: 'question-set',
        text: '',
        nodes: [],
        range: { kind: 'between', fromUs: time - 5 * US_PER_MINUTE, toUs: time + 5 * US_PER_MINUTE },
      }),
  };
}
