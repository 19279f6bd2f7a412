import { countEvents } from '../actions/count-events.ts';
import { expectTotal, readTotal, waitUntilAnswered } from '../actions/explore.ts';
import { runCommand } from '../actions/run-command.ts';
import { explorePage } from '../pages/explore-page.ts';
import { framePage } from '../pages/frame-page.ts';
import { expect, test } from '../sample-window.ts';

test('a question is asked, read and narrowed without the mouse', async ({ page, sample }) => {
  const explore = explorePage(page);
  const tab = (name: string) => explore.detail.getByRole('tab', { name });

  await page.keyboard.press('/');
  await expect(explore.query).toBeFocused();
  await page.keyboard.type('secret.type:*');
  await page.keyboard.press('Enter');
  await expectTotal(page, await countEvents(sample.host, 'secret.type:*'));

  await page.keyboard.press('Escape');
  await expect(explore.grid).toBeFocused();
  await waitUntilAnswered(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const secretType = (await explore.cell(2, 'secret_type').textContent())?.trim() ?? '';
  await page.keyboard.press('Enter');
  await expect(explore.row(2)).toHaveAttribute('aria-selected', 'true');
  await expect(explore.detail).toContainText(secretType);

  await page.keyboard.press('ArrowDown');
  await expect(explore.row(3)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(explore.row(2)).toHaveAttribute('aria-selected', 'true');

  await tab('Summary').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('OCSF')).toHaveAttribute('aria-selected', 'true');
  await expect(explore.detail).toContainText('class_uid');
  await page.keyboard.press('ArrowRight');
  await expect(tab('ECS')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(tab('Raw')).toHaveAttribute('aria-selected', 'true');
  await expect(explore.detail).toContainText('‹secret:fp:');
  await page.keyboard.press('Home');
  await expect(tab('Summary')).toHaveAttribute('aria-selected', 'true');

  await explore.detail.getByRole('button', { name: 'Only this secret type' }).focus();
  await page.keyboard.press('Enter');
  await expect(explore.chip(`secret type is ${secretType}`)).toBeVisible();
  await expectTotal(page, await countEvents(sample.host, `secret.type:${secretType}`));

  await explore.detail.getByRole('tab', { name: 'Summary' }).focus();
  await page.keyboard.press('Escape');
  await expect(explore.detail).toBeHidden();
  await expect(explore.grid).toBeFocused();
});

test('+ and - filter by the cell that the keyboard is at', async ({ page }) => {
  const explore = explorePage(page);
  await page.keyboard.press('j');
  await expect(explore.grid).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const value = (await explore.cell(0, 'class_name').textContent())?.trim() ?? '';
  await page.keyboard.press('+');
  await expect(explore.chip(`class is ${value}`)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(explore.chip(`class is ${value}`)).toBeHidden();
  await waitUntilAnswered(page);
  await page.keyboard.press('-');
  await expect(explore.chip(`class is not ${value}`)).toBeVisible();
});

test('End and Home go to the last and the first row, and a column is made wider', async ({ page }) => {
  const explore = explorePage(page);
  const total = await readTotal(page);
  await explore.grid.focus();
  await page.keyboard.press('End');
  await expect(explore.cell(total - 1, 'time')).toHaveText(/^\d{4}-/);
  await page.keyboard.press('Home');
  await expect(explore.cell(0, 'time')).toBeInViewport();
  const width = async () => (await explore.columnHead(/^Time/).boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBe(before + 16);
});

test('a head can be sorted by from the keyboard', async ({ page }) => {
  const explore = explorePage(page);
  await explore.grid.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const menu = explore.columnEntries('Time');
  await expect(menu.getByRole('menuitem', { name: /^Oldest first/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(explore.columnHead(/^Time/)).toHaveAttribute('aria-sort', 'ascending');
});

test('every command is a few letters away', async ({ page }) => {
  const frame = framePage(page);
  await runCommand(page, 'go sec', 'Go to Secrets');
  await expect(page.getByRole('main', { name: 'Secrets' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(frame.shortcuts).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(frame.shortcuts).toBeHidden();
});
