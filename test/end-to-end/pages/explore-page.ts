import type { Locator, Page } from '@playwright/test';

/** Where things are in Explore. */
export interface ExplorePage {
  readonly query: Locator;
  readonly clearQuery: Locator;
  /** What is wrong with the query, in words. */
  readonly queryProblem: Locator;
  /** Where in the query it is wrong. */
  readonly queryErrorMark: Locator;
  readonly completions: Locator;
  readonly range: Locator;
  readonly rangeDialog: Locator;
  readonly filters: Locator;
  readonly undo: Locator;
  readonly redo: Locator;
  readonly facets: Locator;
  readonly histogram: Locator;
  readonly histogramPanel: Locator;
  readonly resultCount: Locator;
  readonly noEvents: Locator;
  readonly grid: Locator;
  readonly detail: Locator;
  readonly exportButton: Locator;
  readonly columnsButton: Locator;
  facet(label: string): Locator;
  chip(sentence: string): Locator;
  columnHead(label: string | RegExp): Locator;
  columnMenu(label: string): Locator;
  columnEntries(label: string): Locator;
  /** A row by its place in the answer, 0 is the first. */
  row(index: number): Locator;
  cell(index: number, column: string): Locator;
}

export function explorePage(page: Page): ExplorePage {
  const grid = page.getByRole('grid', { name: 'Events' });
  const facets = page.getByRole('navigation', { name: 'Facets' });
  const histogramPanel = page.getByRole('region', { name: 'Events over time' });
  const filters = page.getByRole('list', { name: 'Filters' });
  const row = (index: number) => grid.locator(`[role=row][aria-rowindex="${index + 2}"]`);
  return {
    query: page.getByRole('textbox', { name: 'Query' }),
    // An empty answer offers the same once more, below the bar.
    clearQuery: page.getByRole('button', { name: 'Clear the query' }).first(),
    queryProblem: page.getByRole('status').filter({ hasText: /\. / }),
    queryErrorMark: page.locator('.cm-query-error, .cm-query-error-end'),
    completions: page.getByRole('listbox', { name: 'Completions' }),
    range: page.getByRole('button', { name: /^Time range:/ }),
    rangeDialog: page.getByRole('dialog', { name: 'Time range' }),
    filters,
    undo: page.getByRole('button', { name: 'Undo' }),
    redo: page.getByRole('button', { name: 'Redo' }),
    facets,
    histogram: histogramPanel.getByRole('application'),
    histogramPanel,
    resultCount: page.getByRole('status').filter({ hasText: /^[\d\u202f]+( or more)? events?$/ }),
    noEvents: page.getByRole('heading', { name: 'No event matches' }),
    grid,
    detail: page.getByRole('complementary', { name: 'Event' }),
    exportButton: page.getByRole('button', { name: 'Export', exact: true }),
    columnEntries: (label) => page.getByRole('menu', { name: `Column menu of ${label}`, exact: true }),
    columnsButton: page.getByRole('button', { name: 'Columns' }),
    facet: (label) => facets.getByRole('region', { name: label, exact: true }),
    chip: (sentence) => filters.getByRole('button', { name: sentence, exact: true }),
    columnHead: (label) => grid.getByRole('columnheader', { name: label }),
    columnMenu: (label) => grid.getByRole('button', { name: `Column menu of ${label}`, exact: true }),
    row,
    cell: (index, column) => row(index).locator(`[data-cell="${column}"]`),
  };
}
