import type { Page } from '@playwright/test';
import { chooseRange, expectTotal } from '../actions/explore.ts';
import { openView } from '../actions/open-view.ts';
import { readNumber } from '../actions/read-number.ts';
import { waitUntilQuiet } from '../actions/wait-until-quiet.ts';
import { dashboardsPage } from '../pages/dashboards-page.ts';
import { explorePage } from '../pages/explore-page.ts';
import { expect, test } from '../sample-window.ts';

test.beforeEach(({ page }) => openView(page, 'Dashboards'));

/** Opens a vendor's dashboard, and waits until each of its panels is counted. */
async function openDashboard(page: Page, vendor: string): Promise<void> {
  const { vendor: tab } = dashboardsPage(page);
  await tab(vendor).click();
  await expect(tab(vendor)).toHaveAttribute('aria-selected', 'true');
  await waitUntilQuiet(page);
}

const figures = [
  ['Entro', 'High or worse'],
  ['Entrust IDaaS', 'Lock-outs'],
  ['Hanzo KMS', 'Secret reads'],
  ['Microsoft Entra ID', 'Failures'],
  ['SentinelOne', 'Threats, open'],
] as const;

for (const [vendor, label] of figures) {
  test(`a figure of ${vendor} leads to exactly the events it counts`, async ({ page }) => {
    const dashboards = dashboardsPage(page);
    await openDashboard(page, vendor);
    const figure = dashboards.figure(label);
    await expect(figure).toContainText(/\d/);
    const count = readNumber(
      (await figure.getAttribute('aria-label'))?.split('. ')[0]?.split(', ').at(-1) ?? '',
    );
    expect(count).toBeGreaterThan(0);
    await figure.click();
    await expectTotal(page, count);
  });
}

const bars = [
  ['Entro', 'By secret type'],
  ['Entrust IDaaS', 'Methods'],
  ['Hanzo KMS', 'Reads by project'],
  ['Microsoft Entra ID', 'Countries'],
  ['SentinelOne', 'Agents by system'],
  ['SentinelOne', 'Detections by classification'],
] as const;

for (const [vendor, title] of bars) {
  test(`a bar of ${vendor}, “${title}”, leads to exactly the events it counts`, async ({ page }) => {
    const dashboards = dashboardsPage(page);
    await openDashboard(page, vendor);
    const bar = dashboards.bars(title).first();
    await expect(bar).toBeVisible();
    const count = readNumber(
      ((await bar.getAttribute('aria-label')) ?? '').split('. ')[0]?.split(', ').at(-1) ?? '',
    );
    await bar.click();
    await expectTotal(page, count);
  });
}

test('a bar over time leads to its events by the keyboard, and the chart is a table, too', async ({
  page,
}) => {
  const dashboards = dashboardsPage(page);
  const title = 'Sign-ins by result';
  await openDashboard(page, 'Entrust IDaaS');
  await dashboards.showAs(title, 'Table').click();
  const table = dashboards.panel(title).getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Failure' })).toBeVisible();
  await dashboards.showAs(title, 'Chart').click();

  const bar = dashboards.timeBars(title).filter({ hasNotText: 'no ' }).nth(30);
  const count = readNumber(((await bar.getAttribute('aria-label')) ?? '').split(': ')[1] ?? '');
  await bar.focus();
  await page.keyboard.press('Enter');
  await expectTotal(page, count);
});

test('a row of the newest opens that very event among its like', async ({ page }) => {
  const dashboards = dashboardsPage(page);
  await openDashboard(page, 'Microsoft Entra ID');
  const row = dashboards.panel('Newest role changes').getByRole('row').nth(1);
  await expect(row.getByRole('cell').nth(2)).not.toBeEmpty();
  const actor = await row.getByRole('cell').nth(2).textContent();
  await row.getByRole('button').click();
  await expect(explorePage(page).detail).toContainText(actor ?? '');
  await expect(explorePage(page).detail).toContainText('User Access Management');
});

test('the range holds for every panel and is kept', async ({ page }) => {
  const dashboards = dashboardsPage(page);
  await openDashboard(page, 'Hanzo KMS');
  await expect(dashboards.figure('Secret reads')).toContainText(/\d/);
  const before = await dashboards.figure('Secret reads').getAttribute('aria-label');
  await chooseRange(page, 'Last 24 hours');
  await waitUntilQuiet(page);
  await expect(dashboards.figure('Secret reads')).not.toHaveAttribute('aria-label', before ?? '');
  await openView(page, 'Explore');
  await openView(page, 'Dashboards');
  await expect(dashboards.range).toHaveAccessibleName('Time range: Last 24 hours');
  await expect(dashboards.vendor('Hanzo KMS')).toHaveAttribute('aria-selected', 'true');
});
