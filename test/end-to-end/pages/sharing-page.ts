import type { Locator, Page } from '@playwright/test';

/** Where things are in Sharing, and in the dialog that starts an export. */
export interface SharingPage {
  readonly exports: Locator;
  readonly dialog: ExportDialogPage;
  exportTo(fileName: string): Locator;
}

export interface ExportDialogPage {
  readonly dialog: Locator;
  readonly file: Locator;
  readonly start: Locator;
  readonly overwrite: Locator;
  readonly cancel: Locator;
  readonly problem: Locator;
  format(name: 'CSV' | 'JSON Lines'): Locator;
  columns(which: 'table' | 'all'): Locator;
}

export function sharingPage(page: Page): SharingPage {
  const exports = page.getByRole('list', { name: 'Exports' });
  const dialog = page.getByRole('dialog', { name: /^Export/ });
  return {
    exports,
    exportTo: (fileName) => exports.getByRole('listitem').filter({ hasText: fileName }),
    dialog: {
      dialog,
      file: dialog.getByRole('textbox', { name: 'File' }),
      start: dialog.getByRole('button', { name: 'Export', exact: true }),
      overwrite: dialog.getByRole('button', { name: 'Overwrite the file' }),
      cancel: dialog.getByRole('button', { name: 'Cancel' }),
      problem: dialog.getByRole('alert'),
      // The radio itself is out of sight; a person presses what stands beside it.
      format: (name) => dialog.locator('label').filter({ hasText: new RegExp(`^${name}`) }),
      columns: (which) =>
        dialog.locator('label').filter({ hasText: which === 'all' ? /^All/ : /^Those of the table/ }),
    },
  };
}
