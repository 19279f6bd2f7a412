import { memo, useCallback, useMemo } from 'react';
import { useAppState } from '../frame/app-state.tsx';
import type { Dashboard, DashboardPanel } from './dashboard.ts';
import styles from './dashboards-view.module.css';
import { type DashboardAsked, markQuestion, panelQuestion, rangeOf } from './panel-question.ts';
import { BarsPanelView } from './panels/bars-panel.tsx';
import { FiguresPanelView } from './panels/figures-panel.tsx';
import { LatestPanelView } from './panels/latest-panel.tsx';
import type { PanelProps } from './panels/panel-frame.tsx';
import { TimePanelView } from './panels/time-panel.tsx';
import { UnusualPanelView } from './panels/unusual-panel.tsx';

/** A vendor's panels. Each asks for itself, so that a slow one holds up no other. */
export function DashboardGrid({ dashboard, asked }: { dashboard: Dashboard; asked: DashboardAsked }) {
  return (
    <div className={styles.grid}>
      {dashboard.panels.map((panel) => (
        <AskedPanel key={panel.id} panel={panel} asked={asked} />
      ))}
    </div>
  );
}

interface AskedPanelProps {
  panel: DashboardPanel;
  asked: DashboardAsked;
}

const AskedPanel = memo(function AskedPanel({ panel, asked }: AskedPanelProps) {
  const { openExplore } = useAppState();
  const question = useMemo(() => panelQuestion(asked, panel), [asked, panel]);
  const onOpen: PanelProps<DashboardPanel>['onOpen'] = useCallback(
    (conditions, span, eventId) =>
      openExplore({
        tree: markQuestion(question, ...conditions).tree,
        timeRange: rangeOf(span ?? question.span),
        ...(eventId === undefined ? {} : { eventId }),
      }),
    [openExplore, question],
  );
  const shared = { question, onOpen };
  switch (panel.kind) {
    case 'figures':
      return <FiguresPanelView panel={panel} {...shared} />;
    case 'bars':
      return <BarsPanelView panel={panel} {...shared} />;
    case 'time':
      return <TimePanelView panel={panel} {...shared} />;
    case 'latest':
      return <LatestPanelView panel={panel} {...shared} />;
    case 'unusual':
      return <UnusualPanelView panel={panel} {...shared} />;
  }
});
