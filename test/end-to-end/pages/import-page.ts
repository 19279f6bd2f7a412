import type { Locator, Page } from '@playwright/test';

/** Where things are in the dialog that imports files. */
export interface ImportPage {
  readonly dialog: Locator;
  readonly path: Locator;
  readonly lookInto: Locator;
  readonly files: Locator;
  readonly start: Locator;
  readonly jobs: Locator;
  readonly showEvents: Locator;
  readonly overlay: Locator;
  file(name: string): Locator;
  stream(name: string): Locator;
  count(label: string): Locator;
}

export function importPage(page: Page): ImportPage {
  const dialog = page.getByRole('dialog', { name: /^Import/ });
  const files = dialog.getByRole('list', { name: 'Files' });
  const jobs = dialog.getByRole('list', { name: 'Imports' });
  return {
    dialog,
    path: dialog.getByRole('textbox', { name: 'Path of a file' }),
    lookInto: dialog.getByRole('button', { name: 'Look into it' }),
    files,
    start: dialog
      .getByRole('contentinfo')
      .or(dialog.locator('footer'))
      .getByRole('button', { name: /^Import/ }),
    jobs,
    showEvents: jobs.getByRole('button', { name: 'Show these events' }),
    overlay: page.getByRole('status').filter({ hasText: 'Drop to import' }),
    file: (name) => files.getByRole('listitem').filter({ hasText: name }),
    stream: (name) => files.getByRole('button', { name: new RegExp(`Records of ${name}`) }),
    count: (label) => jobs.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd'),
  };
}
