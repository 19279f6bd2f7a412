import type { Locator, Page } from '@playwright/test';

/** Where things are in Secrets. */
export interface SecretsPage {
  readonly unusual: Locator;
  readonly frequency: Locator;
  readonly overTime: Locator;
  readonly overTimeTable: Locator;
  unusualRow(secretType: string): Locator;
  range(label: string): Locator;
  showAs(form: 'Chart' | 'Table'): Locator;
}

export function secretsPage(page: Page): SecretsPage {
  const unusual = page.getByRole('table', { name: 'Secret types against the baseline' });
  return {
    unusual,
    frequency: page.getByRole('list', { name: 'Findings by secret type' }),
    overTime: page.getByRole('figure', { name: 'Findings over time by secret type' }),
    overTimeTable: page.getByRole('region', { name: 'Findings over time by secret type' }),
    unusualRow: (secretType) =>
      unusual
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: `${secretType}, show its events`, exact: true }) }),
    range: (label) =>
      page.getByRole('radiogroup', { name: 'Time range' }).getByRole('radio', { name: label }),
    showAs: (form) => page.getByRole('radiogroup', { name: 'Show as' }).getByRole('radio', { name: form }),
  };
}
