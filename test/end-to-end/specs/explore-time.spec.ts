import type { Page } from '@playwright/test';
import { US_PER_DAY, US_PER_MINUTE } from '../../../shared/time-range.ts';
import { countEvents } from '../actions/count-events.ts';
import { chooseRange, expectTotal, readTotal, waitUntilAnswered } from '../actions/explore.ts';
import { readNumber } from '../actions/read-number.ts';
import { explorePage } from '../pages/explore-page.ts';
import { expect, test } from '../sample-window.ts';

/** The bounds that an absolute range says, in UTC microseconds. */
async function shownBounds(page: Page): Promise<{ fromUs: number; toUs: number }> {
  const { range } = explorePage(page);
  await expect(range).toHaveText(/–/);
  const [from = '', to = ''] = ((await range.textContent()) ?? '').split(' – ');
  const timeOf = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) * 1_000;
  return { fromUs: timeOf(from), toUs: timeOf(to.length > 10 ? to : `${from.slice(0, 10)} ${to}`) };
}

/** Makes the last bar but one the range; the very last may end with the present. */
async function takeLastWholeBar(page: Page): Promise<{ fromUs: number; toUs: number }> {
  await explorePage(page).histogram.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  return shownBounds(page);
}

test('the quick ranges narrow everything', async ({ page }) => {
  const explore = explorePage(page);
  let before = await readTotal(page);
  for (const label of ['Last 30 days', 'Last 7 days']) {
    await chooseRange(page, label);
    await expect(explore.range).toHaveText(label);
    const total = await readTotal(page);
    expect(total).toBeLessThan(before);
    await expectTotal(page, total);
    before = total;
  }
  await explore.undo.click();
  await expect(explore.range).toHaveText('Last 30 days');
});

test('exact bounds are taken as typed, in the zone that is shown', async ({ page, sample }) => {
  const explore = explorePage(page);
  const day = Math.floor((Date.now() * 1_000) / US_PER_DAY - 10) * US_PER_DAY;
  const dayText = new Date(day / 1_000).toISOString().slice(0, 10);
  await explore.range.click();
  await explore.rangeDialog.getByRole('textbox', { name: 'From (UTC)' }).fill('yesterday-ish');
  await expect(explore.rangeDialog).toContainText('Write it as');
  await explore.rangeDialog.getByRole('textbox', { name: 'From (UTC)' }).fill(`${dayText} 08:00`);
  await explore.rangeDialog.getByRole('textbox', { name: 'To, not included (UTC)' }).fill(`${dayText} 12:30`);
  await explore.rangeDialog.getByRole('button', { name: 'Apply' }).click();
  const span = { fromUs: day + 480 * US_PER_MINUTE, toUs: day + 750 * US_PER_MINUTE };
  expect(await shownBounds(page)).toEqual(span);
  await expectTotal(page, await countEvents(sample.host, '', span));
});

test('brushing over the histogram with the mouse takes the stretch as the range', async ({
  page,
  sample,
}) => {
  const explore = explorePage(page);
  const box = await explore.histogram.boundingBox();
  if (!box) throw new Error('The histogram is not on the screen');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 5 });
  await page.mouse.up();
  const span = await shownBounds(page);
  expect(span.toUs - span.fromUs).toBeGreaterThan(5 * US_PER_DAY);
  await expectTotal(page, await countEvents(sample.host, '', span));
});

test('the keyboard brushes as well: arrows walk, shift selects, Enter takes', async ({ page, sample }) => {
  const explore = explorePage(page);
  const bar = await takeLastWholeBar(page);
  await explore.undo.click();
  await expect(explore.range).toHaveText('All time');
  await waitUntilAnswered(page);
  await explore.histogram.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  const span = await shownBounds(page);
  expect(span).toEqual({ fromUs: bar.fromUs - 2 * (bar.toUs - bar.fromUs), toUs: bar.toUs });
  await expectTotal(page, await countEvents(sample.host, '', span));
});

test('[ and ] move to the stretch before and after', async ({ page }) => {
  const bar = await takeLastWholeBar(page);
  await waitUntilAnswered(page);
  await explorePage(page).grid.focus();
  await page.keyboard.press('[');
  await expect
    .poll(() => shownBounds(page))
    .toEqual({ fromUs: bar.fromUs - (bar.toUs - bar.fromUs), toUs: bar.fromUs });
  await waitUntilAnswered(page);
  await page.keyboard.press(']');
  await expect.poll(() => shownBounds(page)).toEqual(bar);
});

test('an entry of the legend and a split by secret type are filters too', async ({ page, sample }) => {
  const explore = explorePage(page);
  await explore.histogramPanel.getByRole('radio', { name: 'Secret type' }).click();
  await explore.histogramPanel.getByRole('button', { name: 'Only GITHUB_TOKEN' }).click();
  await expectTotal(page, await countEvents(sample.host, 'secret.type:GITHUB_TOKEN'));
});

test('the histogram’s numbers can be read as a table that adds up', async ({ page, sample }) => {
  const explore = explorePage(page);
  await explore.histogramPanel.getByRole('button', { name: 'Show as table' }).click();
  const rows = page.getByRole('dialog', { name: 'Events over time' }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  const counts = await rows.locator('td:nth-child(2)').allInnerTexts();
  const sum = counts.reduce((total, text) => total + readNumber(text), 0);
  expect(sum).toBe(await countEvents(sample.host, ''));
});
