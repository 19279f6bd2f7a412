import {
  chooseInColumnMenu,
  columnLabels,
  columnTexts,
  readTotal,
  waitUntilAnswered,
} from '../actions/explore.ts';
import { waitUntilKept } from '../actions/wait-until-kept.ts';
import { explorePage } from '../pages/explore-page.ts';
import { expect, test } from '../sample-window.ts';

test('a press on a head sorts by it, another one the other way round', async ({ page }) => {
  const explore = explorePage(page);
  const head = explore.columnHead(/^Secret type/);
  await head.click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(explore.cell(0, 'secret_type')).toHaveText('AWS_ACCESS_KEY_ID');
  await head.click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(explore.cell(0, 'secret_type')).toHaveText('TWILIO_API_KEY');
  await chooseInColumnMenu(page, 'Time', /^Oldest first/);
  await expect(explore.columnHead(/^Time/)).toHaveAttribute('aria-sort', 'ascending');
  const times = await columnTexts(page, 'time', 8);
  expect(times).toEqual(times.toSorted());
});

test('columns are resized, moved, hidden, pinned and added, and come back so', async ({ page, sample }) => {
  const explore = explorePage(page);
  const widthOf = async (label: RegExp) => (await explore.columnHead(label).boundingBox())?.width ?? 0;

  const before = await widthOf(/^Class/);
  const resizer = explore.columnHead(/^Class/).locator('[data-resizer]');
  const edge = await resizer.boundingBox();
  if (!edge) throw new Error('The edge of the column is not on the screen');
  await page.mouse.move(edge.x + edge.width / 2, edge.y + edge.height / 2);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width / 2 + 60, edge.y + edge.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => widthOf(/^Class/)).toBe(before + 60);

  await chooseInColumnMenu(page, 'Message', 'Move left');
  await expect
    .poll(() => columnLabels(page))
    .toEqual(['Time (UTC)', 'Severity', 'Message', 'Class', 'User', 'Source IP', 'Secret type', 'Secret']);

  const class_ = await explore.columnHead(/^Class/).boundingBox();
  const severity = await explore.columnHead(/^Severity/).boundingBox();
  if (!class_ || !severity) throw new Error('The heads are not on the screen');
  await page.mouse.move(class_.x + 20, class_.y + 10);
  await page.mouse.down();
  await page.mouse.move(severity.x + 10, severity.y + 10, { steps: 6 });
  await page.mouse.up();
  await expect
    .poll(() => columnLabels(page))
    .toEqual(['Time (UTC)', 'Class', 'Severity', 'Message', 'User', 'Source IP', 'Secret type', 'Secret']);

  await chooseInColumnMenu(page, 'Severity', 'Hide column');
  await chooseInColumnMenu(page, 'Message', /^Pin to the left/);
  await explore.columnsButton.click();
  await page
    .getByRole('menu', { name: 'Columns' })
    .getByRole('menuitem', { name: /^Source,/ })
    .click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu', { name: 'Columns' })).toBeHidden();
  const arranged = ['Time (UTC)', 'Message', 'Class', 'User', 'Source IP', 'Secret type', 'Secret', 'Source'];
  await expect.poll(() => columnLabels(page)).toEqual(arranged);

  await waitUntilKept(sample.host, 'explore.table', /source_name/);
  await page.reload();
  await expect(explore.cell(0, 'time')).toHaveText(/^\d{4}-/);
  await expect.poll(() => columnLabels(page)).toEqual(arranged);
  await expect.poll(() => widthOf(/^Class/)).toBe(before + 60);
});

test('pinned columns stay in sight while the rest moves sideways', async ({ page }) => {
  const explore = explorePage(page);
  const place = async () => (await explore.columnHead(/^Time/).boundingBox())?.x;
  const before = await place();
  await explore.grid.evaluate((grid) => grid.scrollBy({ left: 300 }));
  await expect.poll(() => explore.grid.evaluate((grid) => grid.scrollLeft)).toBeGreaterThan(0);
  await expect.poll(place).toBe(before);
});

test('the last row can be scrolled to, and only a few rows are ever there', async ({ page }) => {
  const explore = explorePage(page);
  const total = await readTotal(page);
  await explore.grid.evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
  await expect(explore.cell(total - 1, 'time')).toHaveText(/^\d{4}-/);
  await expect(explore.cell(total - 1, 'time')).toBeInViewport();
  expect(await explore.grid.getByRole('row').count()).toBeLessThan(100);

  await explore.grid.evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight / 2 }));
  await expect(explore.cell(Math.round(total / 2), 'time')).toHaveText(/^\d{4}-/);
});

test('a cell’s buttons filter for its value and filter it out', async ({ page }) => {
  const explore = explorePage(page);
  await explore.cell(0, 'class_name').hover();
  const value = (await explore.cell(0, 'class_name').textContent())?.trim() ?? '';
  await explore.cell(0, 'class_name').getByRole('button', { name: 'Only this class' }).click();
  await expect(explore.chip(`class is ${value}`)).toBeVisible();
  await explore.undo.click();
  await waitUntilAnswered(page);
  await explore.cell(0, 'class_name').hover();
  await explore.cell(0, 'class_name').getByRole('button', { name: 'Without this class' }).click();
  await expect(explore.chip(`class is not ${value}`)).toBeVisible();
  await expect(explore.cell(0, 'class_name')).not.toContainText(value);
});
