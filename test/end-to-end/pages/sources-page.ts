import type { Locator, Page } from '@playwright/test';

/** Where things are in Sources, the form for a source included. */
export interface SourcesPage {
  readonly add: Locator;
  readonly table: Locator;
  readonly form: SourceForm;
  readonly progress: Locator;
  /** What went wrong, below the stream. */
  readonly problem: Locator;
  readonly removeDialog: Locator;
  readonly rejectedDrawer: Locator;
  /** Opens the drawer. */
  readonly rejected: Locator;
  stream(name: string): Locator;
  more(source: string): Locator;
  collectNow(source: string): Locator;
  pause(source: string): Locator;
  resume(source: string): Locator;
  cancelRun(source: string): Locator;
}

export interface SourceForm {
  readonly dialog: Locator;
  readonly name: Locator;
  readonly address: Locator;
  readonly token: Locator;
  /** The first step of a new source: whose API it is. */
  vendor(title: RegExp): Locator;
  /** Shows the settings of each stream. */
  readonly changeStreams: Locator;
  lookBack(stream: string): Locator;
  readonly test: Locator;
  readonly save: Locator;
  readonly cancel: Locator;
  /** The answer of "Test connection", or what stopped saving. */
  readonly works: Locator;
  readonly fails: Locator;
  readonly guide: Locator;
}

export function sourcesPage(page: Page): SourcesPage {
  const table = page.getByRole('table', { name: 'Sources' });
  return {
    add: page.getByRole('main').getByRole('button', { name: 'Add source' }),
    table,
    form: sourceForm(page),
    progress: table.getByRole('progressbar', { name: /^Catching up/ }),
    problem: table.getByRole('row').filter({ has: page.getByRole('button', { name: 'Edit source' }) }),
    removeDialog: page.getByRole('dialog', { name: /^Remove / }),
    rejectedDrawer: page.getByRole('dialog', { name: /^Rejected records/ }),
    rejected: table.getByRole('button', { name: /rejected/i }),
    stream: (name) =>
      table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }),
    more: (source) => table.getByRole('button', { name: `More for ${source}` }),
    collectNow: (source) => table.getByRole('button', { name: `Collect ${source} now` }),
    pause: (source) => table.getByRole('button', { name: `Pause ${source}` }),
    resume: (source) => table.getByRole('button', { name: `Resume ${source}` }),
    cancelRun: (source) => table.getByRole('button', { name: `Cancel this run of ${source}` }),
  };
}

function sourceForm(page: Page): SourceForm {
  const dialog = page.getByRole('dialog', { name: /^(Add|Edit) / });
  return {
    dialog,
    name: dialog.getByRole('textbox', { name: 'Name' }),
    address: dialog.getByRole('textbox', { name: 'Base URL' }),
    token: dialog.getByLabel('API token'),
    vendor: (title) => dialog.getByRole('button', { name: title }),
    changeStreams: dialog.getByRole('button', { name: 'Change' }),
    lookBack: (stream) => dialog.getByRole('textbox', { name: `Look-back of ${stream}, days` }),
    test: dialog.getByRole('button', { name: 'Test connection' }),
    save: dialog.getByRole('button', { name: /^(Add and collect|Save)$/ }),
    cancel: dialog.getByRole('button', { name: 'Cancel' }),
    works: dialog.getByRole('listitem').filter({ hasText: /^Works/ }),
    fails: dialog.getByRole('listitem').filter({ hasText: /^Fails/ }),
    guide: dialog.getByRole('complementary', { name: 'Steps in Entro' }),
  };
}
