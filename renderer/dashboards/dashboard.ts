import type { FigureDefinition } from '../figures/figure-definition.ts';

/** What one vendor's events are asked, as data. Conditions are query text, so that they can be read and tried out. */
export interface Dashboard {
  readonly vendor: string;
  /** Until the vendors' own descriptions are there. */
  readonly title: string;
  readonly panels: readonly DashboardPanel[];
}

interface PanelBase {
  readonly id: string;
  readonly title: string;
  /** Narrows the vendor's events. */
  readonly where?: string;
  /** Counts what is there now, whatever the range: things with a state rather than events. */
  readonly isPresentState?: boolean;
  /** Every version of a thing counts, not only its latest. */
  readonly hasAllVersions?: boolean;
  readonly width: 'third' | 'half' | 'two-thirds' | 'full';
}

/** Exact numbers side by side. */
export interface FiguresPanel extends PanelBase {
  readonly kind: 'figures';
  readonly figures: readonly FigureDefinition[];
}

/** The most frequent values of a field. */
export interface BarsPanel extends PanelBase {
  readonly kind: 'bars';
  readonly field: string;
  /** Ids, paths and addresses, where each character counts. */
  readonly isMono?: boolean;
}

/** Counts over time, split by a field. */
export interface TimePanel extends PanelBase {
  readonly kind: 'time';
  readonly splitBy: string;
  /** What is counted, in the plural. */
  readonly unit: string;
}

/** The newest events. */
export interface LatestPanel extends PanelBase {
  readonly kind: 'latest';
  readonly columns: readonly string[];
}

/** Secret types against what was usual in the time before. */
export interface UnusualPanel extends PanelBase {
  readonly kind: 'unusual';
}

export type DashboardPanel = FiguresPanel | BarsPanel | TimePanel | LatestPanel | UnusualPanel;
