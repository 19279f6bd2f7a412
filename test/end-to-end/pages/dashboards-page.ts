import type { Locator, Page } from '@playwright/test';

/** Where things are in Dashboards. */
export interface DashboardsPage {
  readonly range: Locator;
  vendor(name: string | RegExp): Locator;
  panel(title: string): Locator;
  figure(label: string): Locator;
  /** The bars of a panel, most frequent first. */
  bars(title: string): Locator;
  /** The bars of a chart over time. */
  timeBars(title: string): Locator;
  showAs(title: string, form: 'Chart' | 'Table'): Locator;
}

export function dashboardsPage(page: Page): DashboardsPage {
  const main = page.getByRole('main', { name: 'Dashboards' });
  const panel = (title: string) => main.getByRole('region', { name: title, exact: true });
  return {
    range: main.getByRole('button', { name: /^Time range:/ }),
    vendor: (name) => main.getByRole('tab', { name }),
    panel,
    figure: (label) => main.getByRole('button', { name: new RegExp(`^${label}, `) }),
    bars: (title) => panel(title).getByRole('listitem').getByRole('button'),
    timeBars: (title) => panel(title).getByRole('toolbar', { name: 'Bars' }).getByRole('button'),
    showAs: (title, form) => panel(title).getByRole('radio', { name: form }),
  };
}
