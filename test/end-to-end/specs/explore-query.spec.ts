import type { Page } from '@playwright/test';
import { countEvents } from '../actions/count-events.ts';
import { ask, expectTotal } from '../actions/explore.ts';
import { openView } from '../actions/open-view.ts';
import { waitUntilKept } from '../actions/wait-until-kept.ts';
import { explorePage } from '../pages/explore-page.ts';
import { expect, test } from '../sample-window.ts';

/** Tab takes nothing while the list is being renewed, and leaves the bar alone. */
async function takeWithTab(page: Page, text: string): Promise<void> {
  const { query } = explorePage(page);
  await expect(async () => {
    await expect(query).toBeFocused();
    if ((await query.textContent()) !== text) await page.keyboard.press('Tab');
    await expect(query).toHaveText(text, { timeout: 500 });
  }).toPass();
}

test('shows the newest events of the sample, with the same total everywhere', async ({ page, sample }) => {
  const explore = explorePage(page);
  const total = await countEvents(sample.host, '');
  expect(total).toBeGreaterThan(10_000);
  await expectTotal(page, total);
  await expect(explore.columnHead(/^Time/)).toHaveAttribute('aria-sort', 'descending');
  await expect(explore.cell(0, 'class_name')).toHaveText(/^[A-Z]/);
});

test('typing a query narrows table, histogram and facets alike', async ({ page, sample }) => {
  const query = 'secret.type:AWS* and severity >= high';
  await explorePage(page).query.pressSequentially(query);
  await expectTotal(page, await countEvents(sample.host, query));
  await expect(explorePage(page).cell(0, 'secret_type')).toHaveText('AWS_ACCESS_KEY_ID');
});

const queries = [
  'hugging',
  '"exposed secret jwt"',
  'not secret.type:*',
  'message:/line 1\\d{2}$/',
  'secret.line < 3',
];

test('answers free text, phrases, absence, patterns and comparisons with what is stored', async ({
  page,
  sample,
}) => {
  for (const query of queries) {
    const total = await countEvents(sample.host, query);
    expect(total, query).toBeGreaterThan(0);
    await ask(page, query);
    await expectTotal(page, total);
  }
});

test('an invalid query marks the place and keeps the last result', async ({ page, sample }) => {
  const explore = explorePage(page);
  await ask(page, 'secret.type:JWT');
  const total = await countEvents(sample.host, 'secret.type:JWT');
  await expectTotal(page, total);

  await explore.query.fill('secret.type:JWT and (severity >= high');
  await expect(explore.queryErrorMark).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(explore.queryProblem).toBeVisible();
  await expectTotal(page, total);

  await explore.query.fill('no_such_field:x');
  await page.keyboard.press('Escape');
  await expect(explore.queryProblem).toContainText('no_such_field');
  await explore.query.fill('secret.type:JWT and severitty >= high');
  await expect(explore.queryErrorMark).toHaveText('severitty');
  await expectTotal(page, total);
});

test('a query that nothing fits says so and offers a way back', async ({ page, sample }) => {
  const explore = explorePage(page);
  await ask(page, 'no-event-says-this');
  await expect(explore.noEvents).toBeVisible();
  await page.getByRole('main').getByText('Clear the query').click();
  await expectTotal(page, await countEvents(sample.host, ''));
});

test('offers fields while one is typed, and values of the field that was chosen', async ({
  page,
  sample,
}) => {
  const explore = explorePage(page);
  await explore.query.pressSequentially('secret.ty');
  await expect(explore.completions.getByRole('option', { name: /secret\.type/ })).toBeVisible();
  await takeWithTab(page, 'secret.type:');
  await page.keyboard.type('STRIPE');
  await expect(explore.completions.getByRole('option', { name: /STRIPE_SECRET_KEY/ })).toBeVisible();
  await takeWithTab(page, 'secret.type:STRIPE_SECRET_KEY ');
  await page.keyboard.press('Enter');
  await expectTotal(page, await countEvents(sample.host, 'secret.type:STRIPE_SECRET_KEY'));
});

test('comes back with the question it was left with', async ({ page, sample }) => {
  await ask(page, 'secret.type:JWT');
  const total = await countEvents(sample.host, 'secret.type:JWT');
  await expectTotal(page, total);
  await openView(page, 'Sharing');
  await openView(page, 'Explore');
  await expect(explorePage(page).query).toHaveText('secret.type:JWT');
  await waitUntilKept(sample.host, 'explore.state', /secret\.type:JWT/);
  await page.reload();
  await expect(explorePage(page).query).toHaveText('secret.type:JWT');
  await expectTotal(page, total);
});
