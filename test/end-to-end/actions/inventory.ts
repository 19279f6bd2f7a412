import { expect, type Page } from '@playwright/test';
import { inventoryPage } from '../pages/inventory-page.ts';
import { openView } from './open-view.ts';
import { readNumber } from './read-number.ts';
import { waitUntilQuiet } from './wait-until-quiet.ts';

export async function openInventory(page: Page): Promise<void> {
  const inventory = inventoryPage(page);
  await openView(page, 'Secrets');
  await inventory.tab.click();
  await expect(inventory.count).toHaveText(/^[\d\u202f]+ secrets/);
  await waitUntilQuiet(page);
}

export async function sortInventory(page: Page, label: string): Promise<void> {
  const inventory = inventoryPage(page);
  await inventory.sortBy(label).click();
  await expect(inventory.head(label)).not.toHaveAttribute('aria-sort', 'none');
  await waitUntilQuiet(page);
}

/** Types into the search of the inventory, and waits until fewer secrets are listed than before. */
export async function searchInventory(page: Page, text: string): Promise<void> {
  const inventory = inventoryPage(page);
  const before = readNumber(await inventory.count.textContent());
  await inventory.search.fill(text);
  await expect.poll(async () => readNumber(await inventory.count.textContent())).toBeLessThan(before);
  await waitUntilQuiet(page);
}
