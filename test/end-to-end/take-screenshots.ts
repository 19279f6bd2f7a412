import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { type OpenedWindow, openWindow } from '../helpers/open-window.ts';
import { openView } from './actions/open-view.ts';
import { waitUntilCollected } from './actions/wait-until-collected.ts';
import { classesPage } from './pages/classes-page.ts';
import { dashboardsPage } from './pages/dashboards-page.ts';
import { explorePage } from './pages/explore-page.ts';
import { framePage } from './pages/frame-page.ts';
import { importPage } from './pages/import-page.ts';
import { inventoryPage } from './pages/inventory-page.ts';
import { secretsPage } from './pages/secrets-page.ts';
import { sharingPage } from './pages/sharing-page.ts';
import { sourcesPage } from './pages/sources-page.ts';

/**
 * Every view in both sizes and both themes, into `test-results/screenshots/`, for a person to look at:
 * `node test/end-to-end/take-screenshots.ts` after a build.
 */
const folder = fileURLToPath(new URL('../../test-results/screenshots', import.meta.url));
const sizes = [
  { width: 1_280, height: 800 },
  { width: 1_920, height: 1_080 },
];
const themes = ['dark', 'light'] as const;

type Scene = { readonly name: string; readonly arrange: (page: Page) => Promise<void> };

const clearExplore = async (page: Page) => {
  await openView(page, 'Explore');
  const explore = explorePage(page);
  await page.keyboard.press('Escape');
  if (await explore.detail.isVisible())
    await explore.detail.getByRole('button', { name: 'Close event' }).click();
  if (await explore.clearQuery.isVisible()) await explore.clearQuery.click();
  await page.keyboard.press('Escape');
};

const openDetail = async (page: Page) => {
  await clearExplore(page);
  await explorePage(page).query.fill('secret.type:*');
  await page.keyboard.press('Enter');
  await explorePage(page).cell(2, 'class_name').click();
  await expect(explorePage(page).detail.getByRole('tab', { name: 'Summary' })).toBeVisible();
};

const sampleScenes: readonly Scene[] = [
  { name: 'explore', arrange: clearExplore },
  { name: 'explore-detail', arrange: openDetail },
  {
    name: 'explore-detail-ocsf',
    arrange: async (page) => {
      await openDetail(page);
      await explorePage(page).detail.getByRole('tab', { name: 'OCSF' }).click();
    },
  },
  {
    name: 'explore-query-error',
    arrange: async (page) => {
      await clearExplore(page);
      await explorePage(page).query.fill('secret.type:AWS* and severitty >= high');
      await expect(explorePage(page).queryProblem).toBeVisible();
    },
  },
  {
    name: 'explore-completion',
    arrange: async (page) => {
      await clearExplore(page);
      await explorePage(page).query.pressSequentially('sec');
      await expect(explorePage(page).completions).toBeVisible();
    },
  },
  {
    name: 'explore-nothing',
    arrange: async (page) => {
      await clearExplore(page);
      await explorePage(page).query.fill('nothing-is-like-this');
      await page.keyboard.press('Enter');
      await expect(explorePage(page).noEvents).toBeVisible();
    },
  },
  {
    name: 'explore-range',
    arrange: async (page) => {
      await clearExplore(page);
      await explorePage(page).range.click();
    },
  },
  {
    name: 'explore-export',
    arrange: async (page) => {
      await clearExplore(page);
      await explorePage(page).exportButton.click();
      await expect(sharingPage(page).dialog.file).toBeVisible();
    },
  },
  {
    name: 'secrets',
    arrange: async (page) => {
      await openView(page, 'Secrets');
      await page.getByRole('tab', { name: 'Overview' }).click();
      await expect(secretsPage(page).unusual).toBeVisible();
      await expect(secretsPage(page).overTime).toBeVisible();
    },
  },
  {
    name: 'secrets-inventory',
    arrange: async (page) => {
      await openView(page, 'Secrets');
      const inventory = inventoryPage(page);
      await inventory.tab.click();
      // Pressed again it would turn the order round.
      if ((await inventory.head('Exposures').getAttribute('aria-sort')) !== 'descending') {
        await inventory.sortBy('Exposures').click();
        await expect(inventory.grid).toHaveAttribute('aria-busy', 'false');
      }
      await inventory.row(1).locator('[data-cell="secretType"]').click();
      await expect(inventoryPage(page).history).toBeVisible();
    },
  },
  {
    name: 'secrets-look-up',
    arrange: async (page) => {
      await openView(page, 'Secrets');
      await inventoryPage(page).lookUp.open.click();
      await expect(inventoryPage(page).lookUp.value).toBeVisible();
    },
  },
  ...['Authentication', 'Detection Finding', 'Device Inventory Info', 'API Activity'].map((name) => ({
    name: `classes-${name.toLowerCase().replaceAll(' ', '-')}`,
    arrange: async (page: Page) => {
      await openView(page, 'Classes');
      await classesPage(page).entry(name).click();
      await expect(explorePage(page).cell(0, 'time')).toHaveText(/^\d{4}-/);
    },
  })),
  ...['Entro', 'Entrust IDaaS', 'Hanzo KMS', 'Microsoft Entra ID', 'SentinelOne'].map((name) => ({
    name: `dashboards-${name.toLowerCase().replaceAll(' ', '-')}`,
    arrange: async (page: Page) => {
      await openView(page, 'Dashboards');
      await dashboardsPage(page).vendor(name).click();
    },
  })),
  {
    name: 'import',
    arrange: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('import files');
      await page.keyboard.press('Enter');
      await expect(importPage(page).path).toBeVisible();
    },
  },
  {
    name: 'sources',
    arrange: async (page) => {
      await openView(page, 'Sources');
      await expect(sourcesPage(page).table).toBeVisible();
    },
  },
  {
    name: 'sources-add',
    arrange: async (page) => {
      await openView(page, 'Sources');
      await sourcesPage(page).add.click();
      await expect(sourcesPage(page).form.dialog).toBeVisible();
    },
  },
  { name: 'sharing', arrange: (page) => openView(page, 'Sharing') },
  { name: 'settings', arrange: (page) => openView(page, 'Settings') },
  {
    name: 'palette',
    arrange: async (page) => {
      await openView(page, 'Sharing');
      await page.keyboard.press('Control+k');
      await expect(framePage(page).palette).toBeVisible();
    },
  },
  {
    name: 'shortcuts',
    arrange: async (page) => {
      await openView(page, 'Explore');
      await framePage(page).rail.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expect(framePage(page).shortcuts).toBeVisible();
    },
  },
];

/** As if somebody had worked through the most exposed ones. */
async function markSecrets({ host }: OpenedWindow): Promise<void> {
  const list = await host.handle('secrets.list', {
    requestId: 'screenshots',
    filter: { search: '', states: [], secretTypes: [] },
    sort: { column: 'exposures', descending: true },
    offset: 0,
    limit: 12,
  });
  const { secrets } = (list as { value: { secrets: { fingerprint: string }[] } }).value;
  const prints = secrets.map(({ fingerprint }) => fingerprint);
  const mark = (places: readonly number[], state: string, note: string | null) =>
    host.handle('secrets.setState', {
      fingerprints: prints.filter((_, place) => places.includes(place)),
      state,
      note,
    });
  await mark([1, 3, 8], 'investigating', 'Whose is it? Asked the platform team.');
  await mark([1, 5, 9], 'rotated', 'New key in the console, old one switched off.');
  await mark([6], 'ignored', 'An example from the handbook.');
}

const freshScenes: readonly Scene[] = [
  {
    name: 'welcome',
    arrange: async (page) => {
      await openView(page, 'Explore');
      await expect(framePage(page).welcome).toBeVisible();
    },
  },
  { name: 'sources-none', arrange: (page) => openView(page, 'Sources') },
  { name: 'sharing-none', arrange: (page) => openView(page, 'Sharing') },
];

async function shoot(page: Page, scenes: readonly Scene[]): Promise<void> {
  for (const size of sizes) {
    for (const theme of themes) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const { name, arrange } of scenes) {
        await arrange(page);
        await page.mouse.move(size.width - 2, size.height - 2);
        await expect(page.getByRole('progressbar')).toHaveCount(0);
        const path = join(folder, `${name}-${size.width}-${theme}.png`);
        await writeFile(path, await page.screenshot());
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
      }
    }
  }
}

await mkdir(folder, { recursive: true });
const sample = await openWindow({ sample: true });
await waitUntilCollected(sample.page);
await markSecrets(sample);
await sample.page.reload();
await shoot(sample.page, sampleScenes);
await sample.close();
const fresh = await openWindow();
await shoot(fresh.page, freshScenes);
await fresh.close();
console.log(`Screenshots are in ${folder}`);
