import type { Locator, Page } from '@playwright/test';

/** Where things are in Settings. */
export interface SettingsPage {
  theme(name: 'System' | 'Dark' | 'Light'): Locator;
  zone(name: RegExp | string): Locator;
  /** The list of sections beside them. */
  readonly sections: Locator;
  readonly vault: Locator;
  readonly retention: Locator;
  readonly auditLog: Locator;
  retentionOf(source: string): Locator;
}

export function settingsPage(page: Page): SettingsPage {
  return {
    sections: page.getByRole('navigation', { name: 'Sections of Settings' }),
    vault: page.getByRole('region', { name: 'Vault', exact: true }),
    retention: page.getByRole('region', { name: 'Retention', exact: true }),
    auditLog: page.getByRole('table', { name: 'Audit log' }),
    retentionOf: (source) => page.getByRole('region', { name: `Retention of ${source}` }),
    theme: (name) => page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name }),
    zone: (name) => page.getByRole('radiogroup', { name: 'Zone of times' }).getByRole('radio', { name }),
  };
}
