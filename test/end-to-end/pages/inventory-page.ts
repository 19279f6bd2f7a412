import type { Locator, Page } from '@playwright/test';

/** Where things are in the inventory of Secrets, with the dialogs that belong to it. */
export interface InventoryPage {
  readonly tab: Locator;
  readonly grid: Locator;
  readonly search: Locator;
  /** `312 secrets · 12 regressed`. */
  readonly count: Locator;
  readonly detail: Locator;
  readonly history: Locator;
  readonly places: Locator;
  readonly markDialog: Locator;
  readonly revealDialog: Locator;
  readonly reason: Locator;
  readonly value: Locator;
  readonly countdown: Locator;
  readonly lookUp: LookUpPart;
  row(index: number): Locator;
  state(word: string): Locator;
  head(label: string): Locator;
  sortBy(label: string): Locator;
}

interface LookUpPart {
  readonly open: Locator;
  readonly dialog: Locator;
  readonly value: Locator;
  readonly submit: Locator;
  readonly verdict: Locator;
  readonly found: Locator;
}

export function inventoryPage(page: Page): InventoryPage {
  const grid = page.getByRole('grid', { name: 'Secrets' });
  const detail = page.getByRole('complementary', { name: 'Secret' });
  const revealDialog = page.getByRole('dialog', { name: 'Reveal this value?' });
  const lookUp = page.getByRole('dialog', { name: 'Was this value exposed?' });
  return {
    tab: page.getByRole('tab', { name: 'Inventory' }),
    grid,
    search: page.getByRole('searchbox', { name: 'Search secrets' }),
    count: page.getByRole('status', { name: 'Secrets in the list' }),
    detail,
    history: detail.getByRole('list', { name: /^History/ }),
    places: detail.getByRole('list', { name: /^Places/ }),
    markDialog: page.getByRole('dialog', { name: /^Mark / }),
    revealDialog,
    reason: revealDialog.getByRole('textbox', { name: 'Reason' }),
    value: detail.getByRole('region', { name: 'The value itself' }),
    countdown: detail.getByRole('timer'),
    lookUp: {
      open: page.getByRole('button', { name: 'Was this value exposed?' }),
      dialog: lookUp,
      value: lookUp.getByLabel('Value', { exact: true }),
      submit: lookUp.getByRole('button', { name: 'Look up', exact: true }),
      verdict: lookUp.getByRole('status'),
      found: lookUp.getByRole('list', { name: 'Exposed values' }).getByRole('button'),
    },
    row: (index) => grid.locator(`[role=row][aria-rowindex="${index + 2}"]`),
    state: (word) => page.getByRole('button', { name: new RegExp(`^${word}, `) }),
    head: (label) => grid.getByRole('columnheader', { name: label }),
    sortBy: (label) => grid.getByRole('columnheader', { name: label }).getByRole('button'),
  };
}
