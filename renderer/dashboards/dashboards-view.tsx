import { useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { z } from 'zod';
import { type TimeRange, timeRangeSchema, US_PER_MS } from '../../shared/time-range.ts';
import { classNames } from '../design/class-names.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { RangeControl } from '../explore/time/range-control.tsx';
import { shiftRange } from '../explore/time/shift-range.ts';
import { useAppState } from '../frame/app-state.tsx';
import { usePreference } from '../frame/preferences.tsx';
import { usePresent } from '../frame/use-present.ts';
import { useRead } from '../queries.ts';
import { DashboardGrid } from './dashboard-grid.tsx';
import { dashboards } from './dashboards.ts';
import styles from './dashboards-view.module.css';
import { NotSetUp } from './not-set-up.tsx';
import { countedSpan } from './panel-question.ts';
import { usePresentVendors } from './vendor-presence.ts';

const usualRange: TimeRange = { kind: 'last', amount: 30, unit: 'd' };
const vendorSchema = z.string().max(200).nullable();
/** A first catch-up stores for minutes; eight panels don't have to follow each second of it. */
const FOLLOW_MS = 5_000;

/** One dashboard for each vendor, with the questions that one comes with. Every mark opens its events. */
export function DashboardsView() {
  const [range, setRange] = usePreference('dashboards.range', timeRangeSchema, usualRange);
  const [chosen, setChosen] = usePreference('dashboards.vendor', vendorSchema, null);
  const { zone } = useAppState();
  const presentUs = usePresent(FOLLOW_MS);
  const span = useMemo(() => countedSpan(range, presentUs), [range, presentUs]);
  const present = usePresentVendors();
  const titles = useTitles();
  const first = dashboards.find(({ vendor }) => present?.has(vendor)) ?? dashboards[0];
  const shown = dashboards.find(({ vendor }) => vendor === chosen) ?? first;
  const ordered = dashboards.toSorted(
    (one, other) => Number(present?.has(other.vendor) ?? 0) - Number(present?.has(one.vendor) ?? 0),
  );
  const asked = useMemo(() => ({ vendor: shown?.vendor ?? '', span }), [shown, span]);
  const seen = span.fromUs === null || span.toUs === null ? null : { fromUs: span.fromUs, toUs: span.toUs };
  const shift = (direction: 'earlier' | 'later') => {
    const next = shiftRange(range, direction, Date.now() * US_PER_MS, seen);
    if (next) setRange(next);
  };
  if (!shown || present === null) return <LoadingBar isLoading label="Looking for vendors" />;
  return (
    <Tabs
      className={styles.dashboards ?? ''}
      selectedKey={shown.vendor}
      onSelectionChange={(key) => setChosen(String(key))}
    >
      <header className={styles.header}>
        <h1 className={styles.heading}>Dashboards</h1>
        <TabList className={styles.tabs ?? ''} aria-label="Vendors">
          {ordered.map(({ vendor, title }) => (
            <Tab
              key={vendor}
              id={vendor}
              className={classNames(styles.tab, !present.has(vendor) && styles.absent)}
            >
              {titles.get(vendor) ?? title}
            </Tab>
          ))}
        </TabList>
        <RangeControl range={range} zone={zone} seen={seen} onChange={setRange} onShift={shift} />
      </header>
      <TabPanel key={shown.vendor} id={shown.vendor} className={styles.page ?? ''}>
        {present.has(shown.vendor) ? (
          <DashboardGrid dashboard={shown} asked={asked} />
        ) : (
          <NotSetUp vendor={shown.vendor} title={titles.get(shown.vendor) ?? shown.title} />
        )}
      </TabPanel>
    </Tabs>
  );
}

function useTitles(): ReadonlyMap<string, string> {
  const { data } = useRead('vendors.list', {});
  return useMemo(() => new Map(data?.vendors.map(({ vendor, title }) => [vendor, title])), [data]);
}
