import { expect, test } from '@playwright/test';
import { openWindow } from '../../helpers/open-window.ts';
import { importExposures } from '../actions/import-exposures.ts';
import { openView } from '../actions/open-view.ts';
import { readNumber } from '../actions/read-number.ts';
import { inventoryPage } from '../pages/inventory-page.ts';

test('a range takes in rows that were never scrolled to, is cut with a word, and begins anew when sorted', async () => {
  test.slow();
  const window = await openWindow({
    env: { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') },
  });
  const { page } = window;
  await importExposures(window.host, 1_100);
  await openView(page, 'Secrets');
  const inventory = inventoryPage(page);
  await inventory.tab.click();
  await expect(inventory.count).toHaveText('1\u202f100 secrets');
  const chosen = page.getByRole('status').filter({ hasText: /chosen$/ });
  const count = async () => readNumber((await chosen.textContent())?.split(' of ')[0] ?? '');
  const cut = page.getByText('can be marked at once');
  const sorted = async (direction: string) => {
    await expect(inventory.head('First seen')).toHaveAttribute('aria-sort', direction);
    await expect(inventory.grid).toHaveAttribute('aria-busy', 'false');
  };

  await inventory.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect.poll(count).toBe(1_000);
  await expect(cut).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chosen).toBeHidden();

  await inventory.search.fill('JWT');
  await expect(inventory.count).toHaveText('367 secrets');
  await expect(inventory.grid).toHaveAttribute('aria-busy', 'false');
  await inventory.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect.poll(count).toBe(367);
  await expect(cut).toBeHidden();
  await page.keyboard.press('Escape');

  // The latest is first, then last: between it and the fifth row are secrets that nobody chose.
  await inventory.sortBy('First seen').click();
  await sorted('descending');
  await inventory.row(0).locator('[data-cell="chosen"]').click();
  await expect.poll(count).toBe(1);
  await inventory.sortBy('First seen').click();
  await sorted('ascending');
  await inventory
    .row(4)
    .locator('[data-cell="secretType"]')
    .click({ modifiers: ['Shift'] });
  await expect.poll(count).toBe(2);
  await window.close();
});
