import { surges } from '../../../main/sample-tenant/entro/secret-types.ts';
import { expectTotal } from '../actions/explore.ts';
import { openView } from '../actions/open-view.ts';
import { readNumber } from '../actions/read-number.ts';
import { waitUntilQuiet } from '../actions/wait-until-quiet.ts';
import { explorePage } from '../pages/explore-page.ts';
import { secretsPage } from '../pages/secrets-page.ts';
import { expect, test } from '../sample-window.ts';

test.beforeEach(async ({ page }) => {
  await openView(page, 'Secrets');
  await expect(secretsPage(page).unusual).toBeVisible();
  await expect(secretsPage(page).overTime).toBeVisible();
  await waitUntilQuiet(page);
});

test('names the types that are exposed more than usual, and the new one, first', async ({ page }) => {
  const secrets = secretsPage(page);
  const [aws, slack, model] = surges.map(({ type }) => type.name);
  await expect(secrets.unusualRow(aws ?? '')).toContainText('More than usual');
  await expect(secrets.unusualRow(slack ?? '')).toContainText('More than usual');
  await expect(secrets.unusualRow(model ?? '')).toContainText('New');
  await expect(secrets.unusualRow('GENERIC_CREDS')).toContainText('As usual');
  const names = await secrets.unusual.getByRole('rowheader').allTextContents();
  expect(names.indexOf(aws ?? '')).toBeLessThan(names.indexOf('GENERIC_CREDS'));
  expect(names.indexOf(model ?? '')).toBeLessThan(names.indexOf('GENERIC_CREDS'));
});

test('a row leads to exactly the events it counts', async ({ page }) => {
  const secrets = secretsPage(page);
  const row = secrets.unusualRow('SLACK_WEBHOOK');
  const count = readNumber(await row.getByRole('cell').nth(1).textContent());
  await row.getByRole('cell').nth(2).click();
  await expect(explorePage(page).chip('secret type is SLACK_WEBHOOK')).toBeVisible();
  // The very span that was counted, so that the numbers agree an hour later, too.
  await expect(explorePage(page).range).toHaveText(/^\d{4}-\d{2}-\d{2}|\d{2}:\d{2}/);
  await expectTotal(page, count);
});

test('the frequencies add up, and a bar leads to its events', async ({ page }) => {
  const secrets = secretsPage(page);
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect(page.getByRole('button', { name: /^Show all/ })).toBeHidden();
  const names = await secrets.frequency
    .getByRole('button')
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('aria-label') ?? ''));
  const counts = names.map((name) => readNumber(name.slice(name.indexOf(', '))));
  const panel = page.getByRole('region', { name: 'Frequency by type' });
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
    readNumber(await panel.getByText(/findings of/).textContent()),
  );
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));

  await secrets.frequency.getByRole('button', { name: /^JWT,/ }).click();
  await expect(explorePage(page).chip('secret type is JWT')).toBeVisible();
  await expectTotal(page, counts[names.findIndex((name) => name.startsWith('JWT,'))] ?? -1);
});

test('a bar over time leads to the findings of its time, by mouse and by keyboard', async ({ page }) => {
  const secrets = secretsPage(page);
  const bars = secrets.overTime.getByRole('toolbar', { name: 'Bars' }).getByRole('button');
  const bar = bars.filter({ hasNotText: 'nothing' }).nth(-3);
  const count = readNumber(((await bar.getAttribute('aria-label')) ?? '').split(': ')[1] ?? '');
  await bar.focus();
  await page.keyboard.press('Enter');
  await expect(explorePage(page).chip('secret type is present')).toBeVisible();
  await expectTotal(page, count);

  await openView(page, 'Secrets');
  await secrets.showAs('Table').click();
  await expect(secrets.overTimeTable.getByRole('row').nth(3)).toBeVisible();
});

test('the range is changed for all of it, and kept', async ({ page }) => {
  const secrets = secretsPage(page);
  await secrets.range('Last 30 days').click();
  await expect(
    page.getByText('Last 30 days, set against the 30 days before, as far back as events are stored'),
  ).toBeVisible();
  await waitUntilQuiet(page);
  await openView(page, 'Explore');
  await openView(page, 'Secrets');
  await expect(secrets.range('Last 30 days')).toBeChecked();
});
