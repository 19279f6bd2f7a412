import type { Locator, Page } from '@playwright/test';

/** Where things are in Settings. */
export interface SettingsPage {
  theme(name: 'System' | 'Dark' | 'Light'): Locator;
  zone(name: RegExp | string): Locator;
}

export function settingsPage(page: Page): SettingsPage {
  return {
    theme: (name) => page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name }),
    zone: (name) => page.getByRole('radiogroup', { name: 'Zone of times' }).getByRole('radio', { name }),
  };
}
