import { useState } from 'react';
import type { EventDetail } from '../../../shared/event-record.ts';
import { valueIs } from '../../../shared/query/query-node.ts';
import { US_PER_MINUTE } from '../../../shared/time-range.ts';
import { Button } from '../../design/button.tsx';
import { DetailPane, DetailTitle } from '../../design/detail-pane.tsx';
import { ErrorState } from '../../design/error-state.tsx';
import { formatTime, offsetLabel, type ZoneChoice } from '../../design/format-time.ts';
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
    <DetailPane
      kind="Event"
      title={detail && <Title detail={detail} zone={zone} />}
      isLoading={answer.isFetching}
      // The arrows choose among the tabs there.
      keepsKey={(key, focused) => key !== 'Escape' && focused.closest('[role="tablist"]') !== null}
      onStep={onStep}
      onClose={onClose}
    >
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
    </DetailPane>
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
      <DetailTitle>
        <VendorText text={String(row.class_name ?? '')} />
        <span className={styles.activity}>
          {' · '}
          <VendorText text={String(row.activity_name ?? '')} />
        </span>
      </DetailTitle>
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
