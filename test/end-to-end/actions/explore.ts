import { expect, type Locator, type Page } from '@playwright/test';
import { explorePage } from '../pages/explore-page.ts';
import { readNumber, writeNumber } from './read-number.ts';
import { waitUntilQuiet } from './wait-until-quiet.ts';

/** Replaces what stands in the query bar and asks it. */
export async function ask(page: Page, query: string): Promise<void> {
  await explorePage(page).query.fill(query);
  await page.keyboard.press('Enter');
}

/** Waits until the answer to what was asked last stands in the table, with its exact number, in the bars and the facets. */
export async function waitUntilAnswered(page: Page): Promise<void> {
  const explore = explorePage(page);
  await expect(explore.cell(0, 'time')).toHaveText(/^\d{4}-/);
  await waitUntilQuiet(page);
  await expect(explore.grid).not.toHaveAttribute('aria-rowcount', '-1');
}

/** How many events the table says it shows, once that is exact. */
export async function readTotal(page: Page): Promise<number> {
  await waitUntilAnswered(page);
  return Number(await explorePage(page).grid.getAttribute('aria-rowcount')) - 1;
}

/** The table, the histogram and a facet each say how many events there are; waits until all say the same. */
export async function expectTotal(page: Page, total: number): Promise<void> {
  const explore = explorePage(page);
  const events = total === 1 ? 'event' : 'events';
  await expect(explore.resultCount).toHaveText(`${writeNumber(total)} ${events}`);
  await expect(explore.grid).toHaveAttribute('aria-rowcount', String(total + 1));
  // The name is compared with white space made equal.
  const inAll = writeNumber(total).replaceAll('\u202f', ' ');
  await expect(explore.histogram).toHaveAccessibleName(new RegExp(`^Events over time, ${inAll} in all`));
  const classes = explore.facet('Class');
  await expect
    .poll(async () => {
      // With five vendors there are more classes than a facet shows at first.
      const more = classes.getByRole('button', { name: /^Show more/ });
      // It goes with the next answer, which may come just now.
      if (await more.isVisible()) await more.click({ timeout: 1_000 }).catch(() => undefined);
      return facetTotal(classes);
    })
    .toBe(total);
}

/** Chooses one of the quick time ranges. */
export async function chooseRange(page: Page, label: string): Promise<void> {
  const explore = explorePage(page);
  await explore.range.click();
  await explore.rangeDialog.getByRole('button', { name: label, exact: true }).click();
  await expect(explore.rangeDialog).toBeHidden();
}

/** All events that the facet's values stand for; every value has to be on the screen. */
export async function facetTotal(facet: Locator): Promise<number> {
  const counts = await facetCounts(facet);
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** The facet's values with their counts, as they stand on the screen. */
export async function facetCounts(facet: Locator): Promise<Map<string, number>> {
  const names = await facet
    .getByRole('button', { name: /events(, chosen|, left out)?$/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  return new Map(
    names.map((name) => {
      const cut = name.lastIndexOf(', ', name.lastIndexOf(' events'));
      return [name.slice(0, cut), readNumber(name.slice(cut))] as const;
    }),
  );
}

/** The texts of one column's first cells, from the top. */
export async function columnTexts(page: Page, column: string, rows: number): Promise<string[]> {
  const { cell } = explorePage(page);
  await waitUntilQuiet(page);
  await expect(cell(rows - 1, column)).not.toBeEmpty();
  const texts = await Promise.all(
    Array.from({ length: rows }, (_, index) => cell(index, column).textContent()),
  );
  return texts.map((text) => text ?? '');
}

/** The labels of the table's columns, from left to right. */
export async function columnLabels(page: Page): Promise<string[]> {
  const heads = explorePage(page).grid.getByRole('columnheader');
  const texts = await heads.allInnerTexts();
  return texts.map((text) => text.trim());
}

/** Opens the menu in a column's head and takes one entry. */
export async function chooseInColumnMenu(page: Page, column: string, entry: RegExp | string): Promise<void> {
  const explore = explorePage(page);
  await explore.columnHead(new RegExp(`^${column}`)).hover();
  await explore.columnMenu(column).click();
  await explore.columnEntries(column).getByRole('menuitem', { name: entry }).click();
  await expect(explore.columnEntries(column)).toBeHidden();
}
