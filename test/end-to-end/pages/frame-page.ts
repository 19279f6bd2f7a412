import type { Locator, Page } from '@playwright/test';

export type ViewTitle = 'Explore' | 'Secrets' | 'Classes' | 'Dashboards' | 'Sources' | 'Sharing' | 'Settings';

/** What surrounds every view. */
export interface FramePage {
  readonly main: Locator;
  readonly rail: Locator;
  readonly welcome: Locator;
  readonly notices: Locator;
  readonly messages: Locator;
  /** What collecting does, at the foot of the window. */
  readonly collecting: Locator;
  readonly zone: Locator;
  readonly palette: Locator;
  readonly shortcuts: Locator;
  railButton(view: ViewTitle): Locator;
}

export function framePage(page: Page): FramePage {
  const rail = page.getByRole('navigation', { name: 'Views' });
  const foot = page.getByRole('contentinfo');
  return {
    main: page.getByRole('main'),
    rail,
    welcome: page.getByRole('heading', { name: 'Nothing collected yet' }),
    notices: page.getByRole('region', { name: 'Notices' }),
    messages: page.getByRole('region', { name: /Messages/ }),
    collecting: foot.getByRole('button', {
      name: /No source|Collect|collect|Up to date|Not caught up|Not reachable/,
    }),
    zone: foot.getByRole('button', { name: /^Times in/ }),
    palette: page.getByRole('dialog', { name: 'Commands' }),
    shortcuts: page.getByRole('dialog', { name: 'Keyboard' }),
    railButton: (view) => rail.getByRole('button', { name: view }),
  };
}
