import type { Locator, Page } from '@playwright/test';

/** Where things are in Classes; query, facets and table are those of Explore. */
export interface ClassesPage {
  readonly tree: Locator;
  readonly title: Locator;
  readonly allVersions: Locator;
  readonly openInExplore: Locator;
  readonly showAll: Locator;
  entry(name: string): Locator;
  figure(label: string): Locator;
}

export function classesPage(page: Page): ClassesPage {
  const main = page.getByRole('main', { name: 'Classes' });
  const tree = main.getByRole('navigation', { name: 'Classes' });
  return {
    tree,
    title: main.getByRole('heading', { level: 1 }),
    // The box itself is out of sight; a person presses what stands beside it.
    allVersions: main.locator('label').filter({ hasText: 'All versions' }),
    openInExplore: main.getByRole('button', { name: 'Open in Explore' }),
    showAll: tree.getByRole('button', { name: 'Show all classes' }),
    entry: (name) => tree.getByRole('button', { name: new RegExp(`^${name},`) }),
    figure: (label) => main.getByRole('button', { name: new RegExp(`^${label}, `) }),
  };
}
