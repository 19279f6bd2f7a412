import { expectTotal } from '../actions/explore.ts';
import { openInventory, searchInventory, sortInventory } from '../actions/inventory.ts';
import { openView } from '../actions/open-view.ts';
import { readNumber } from '../actions/read-number.ts';
import { runCommand } from '../actions/run-command.ts';
import { explorePage } from '../pages/explore-page.ts';
import { inventoryPage } from '../pages/inventory-page.ts';
import { expect, test } from '../sample-window.ts';
import { exposedValues } from '../vendor.ts';

test.beforeEach(({ page }) => openInventory(page));

test('counts every secret once, and narrows by state, type and text', async ({ page }) => {
  const inventory = inventoryPage(page);
  const all = readNumber(await inventory.count.textContent());
  await expect(inventory.grid).toHaveAttribute('aria-rowcount', String(all + 1));
  const names = await page
    .getByRole('group', { name: 'States' })
    .getByRole('button')
    .evaluateAll((chips) => chips.map((chip) => chip.getAttribute('aria-label') ?? ''));
  expect(names.reduce((sum, name) => sum + readNumber(name), 0)).toBe(all);

  await searchInventory(page, 'aws');
  await expect(inventory.row(0).locator('[data-cell="secretType"]')).toContainText(/aws/i);
  await inventory.search.fill('no-secret-is-of-this-type');
  await expect(page.getByRole('heading', { name: 'No secret fits' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect.poll(async () => readNumber(await inventory.count.textContent())).toBe(all);
});

test('sorts by a column, and is walked and chosen from by keyboard', async ({ page }) => {
  const inventory = inventoryPage(page);
  await sortInventory(page, 'Exposures');
  const exposures = async (row: number) =>
    readNumber(await inventory.row(row).locator('[data-cell="exposures"]').textContent());
  expect(await exposures(0)).toBeGreaterThanOrEqual(await exposures(1));
  await inventory.grid.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText(/^2 of [\d\u202f]+ secrets chosen$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inventory.count).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(inventory.detail).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inventory.detail).toBeHidden();
});

test('a secret is marked as rotated with a note, which stands in its history', async ({ page }) => {
  const inventory = inventoryPage(page);
  await inventory.row(2).locator('[data-cell="secretType"]').click();
  await inventory.detail.getByRole('button', { name: 'Mark as…' }).click();
  await inventory.markDialog.getByRole('radio', { name: /^Rotated/ }).check({ force: true });
  await inventory.markDialog.getByRole('textbox', { name: /^Note/ }).fill('Changed in the console');
  await inventory.markDialog.getByRole('button', { name: 'Mark as rotated' }).click();
  await expect(inventory.markDialog).toBeHidden();
  await expect(inventory.history.getByRole('listitem').first()).toContainText('Rotated');
  await expect(inventory.history.getByRole('listitem').first()).toContainText('Changed in the console');
  await expect(inventory.detail.getByRole('region', { name: 'State' })).toContainText('Rotated');
});

test('a place leads to its events, and the secret to all of its own', async ({ page }) => {
  const inventory = inventoryPage(page);
  await sortInventory(page, 'Exposures');
  await inventory.row(0).locator('[data-cell="secretType"]').click();
  const first = inventory.places.getByRole('listitem').first();
  await expect(first).toBeVisible();
  const times = /(\d+) times/.exec((await first.textContent()) ?? '')?.[1] ?? '1';
  await first.getByRole('button', { name: /^Open the events/ }).click();
  await expectTotal(page, Number(times));

  await openInventory(page);
  await sortInventory(page, 'Exposures');
  const exposures = readNumber(await inventory.row(0).locator('[data-cell="exposures"]').textContent());
  await inventory.row(0).locator('[data-cell="secretType"]').click();
  await inventory.detail.getByRole('button', { name: 'All events with this secret' }).click();
  await expect(explorePage(page).resultCount).toBeVisible();
  await expect
    .poll(async () => readNumber(await explorePage(page).resultCount.textContent()))
    .toBeGreaterThanOrEqual(exposures);
});

test('a value is shown for a reason, counted down, and hidden when asked or left', async ({ page }) => {
  const inventory = inventoryPage(page);
  // A type whose values have no line ends, so that what is shown is as long as the value.
  await searchInventory(page, 'aws');
  await expect(inventory.row(0).locator('[data-cell="secretType"]')).toContainText(/aws/i);
  const length = readNumber(await inventory.row(0).locator('[data-cell="length"]').textContent());
  await inventory.row(0).locator('[data-cell="secretType"]').click();
  const reveal = inventory.detail.getByRole('button', { name: 'Reveal…' });
  await reveal.click();
  const show = inventory.revealDialog.getByRole('button', { name: 'Show for 30 seconds' });
  await show.click();
  await expect(inventory.reason).toHaveAccessibleDescription(/Say in a few words why/);
  await inventory.reason.fill('End-to-end test');
  await show.click();
  await expect(inventory.value).toBeVisible();
  const secondsLeft = async () => readNumber(await inventory.countdown.textContent());
  const first = await secondsLeft();
  expect(first).toBeLessThanOrEqual(30);
  const shown = (await inventory.value.textContent()) ?? '';
  expect(shown).toHaveLength(length);
  await expect.poll(secondsLeft).toBeLessThan(first);
  await inventory.detail.getByRole('button', { name: 'Hide now' }).click();
  await expect(inventory.value).toBeHidden();
  expect(await page.content()).not.toContain(shown);

  await reveal.click();
  await inventory.reason.fill('End-to-end test');
  await page.keyboard.press('Enter');
  await expect(inventory.value).toBeVisible();
  await inventory.detail.getByRole('button', { name: 'Secret below' }).click();
  await expect(inventory.value).toBeHidden();

  await openView(page, 'Settings');
  const log = page.getByRole('table', { name: 'Audit log' });
  await expect(log.getByRole('row').nth(1)).toContainText('Value revealed');
  await expect(log.getByRole('row').nth(1)).toContainText('End-to-end test');
});

test('a value that was exposed is found by it, and one that was not is not', async ({ page }) => {
  const { lookUp, detail } = inventoryPage(page);
  // The oldest ones have come in whatever the hour; a field takes one line.
  const known = exposedValues('keyglass', 20).findLast((value) => /^[\w-]+$/.test(value)) ?? '';
  expect(known).not.toBe('');
  await runCommand(page, 'was this value exposed', 'Was this value exposed?');
  await expect(lookUp.value).toHaveAttribute('type', 'password');
  await lookUp.value.fill('made-up-and-never-exposed');
  await lookUp.submit.click();
  await expect(lookUp.verdict).toContainText(/Not exposed: 1 value looked up.*since \d{4}-\d{2}-\d{2}/);
  expect(await page.content()).not.toContain('made-up-and-never-exposed');

  await lookUp.dialog.getByRole('button', { name: 'Look up another' }).click();
  await expect(lookUp.value).toHaveValue('');
  await lookUp.value.fill(`TOKEN='${known}'`);
  await page.keyboard.press('Enter');
  await expect(lookUp.verdict).toContainText('Exposed: 1 of 1 value looked up');
  expect(await page.content()).not.toContain(known);
  await lookUp.found.first().click();
  await expect(lookUp.dialog).toBeHidden();
  await expect(detail).toBeVisible();
});
