import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type OpenedWindow, openWindow } from '../../helpers/open-window.ts';
import { expectAccessible } from '../actions/expect-accessible.ts';
import { openView } from '../actions/open-view.ts';
import { explorePage } from '../pages/explore-page.ts';
import { framePage } from '../pages/frame-page.ts';
import { inventoryPage } from '../pages/inventory-page.ts';
import { settingsPage } from '../pages/settings-page.ts';
import { sourcesPage } from '../pages/sources-page.ts';

const exposed = 'made-up-exposed-value-1';
const link = 'https://wiki.example.com/runbooks/1';

/** One window over what was imported here; the tests go through one story, from a finding to a lost key. */
test.describe.configure({ mode: 'serial' });
let folder: string;
let opened: OpenedWindow;
let page: Page;

const open = async (keyByte: number) => {
  opened = await openWindow({
    workspaceFolder: join(folder, 'workspace'),
    env: { KEYGLASS_VAULT_KEY: Buffer.alloc(32, keyByte).toString('base64') },
  });
  page = opened.page;
};

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-exposed-'));
  await open(7);
  const finding = aFinding('2026-11-01T08:14:03.123Z', { owner: { runbook: link } });
  await importRecords([finding, { ...finding, request_id: 'odd', line_number: 'n/a' }]);
});

test.afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

function aFinding(date: string, over: object = {}): object {
  const found = { secret_type: 'AWS_ACCESS_KEY_ID', exposed_value: exposed, line_number: 3 };
  return { request_id: date, date, ...found, ...over };
}

async function importRecords(records: readonly object[]): Promise<void> {
  const path = join(folder, 'findings.json');
  await writeFile(path, JSON.stringify(records));
  const input = { paths: [path], vendor: 'entro', stream: 'audit', sourceId: null };
  expect(await opened.host.handle('imports.start', input)).toMatchObject({ ok: true });
  await expect
    .poll(async () => {
      const { value } = (await opened.host.handle('imports.list', {})) as {
        value: { jobs: { state: string }[] };
      };
      return [...new Set(value.jobs.map(({ state }) => state))];
    })
    .toEqual(['done']);
}

test('a record that no event could be made of is looked at without its secret, and exported', async () => {
  await page.reload();
  await openView(page, 'Sources');
  await sourcesPage(page).rejected.click();
  const drawer = sourcesPage(page).rejectedDrawer;
  await expect(drawer).toContainText('line_number is');
  await drawer.getByRole('button', { name: 'Show record' }).click();
  const record = drawer.getByRole('region', { name: 'Record' });
  await expect(record).toContainText('‹secret:fp:');
  expect(await page.content()).not.toContain(exposed);
  await expectAccessible(page);

  await drawer.getByRole('button', { name: 'Export all…' }).click();
  const file = page.getByRole('textbox', { name: 'File' });
  await expect(file).toBeFocused();
  const path = join(folder, 'rejected.jsonl');
  await file.fill(path);
  await page.keyboard.press('Enter');
  await expect(framePage(page).messages).toContainText('1 record exported');
  const written = await readFile(path, 'utf8');
  expect(written).toContain('‹secret:fp:');
  expect(written).not.toContain(exposed);
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('a link in a record is asked about before it is opened', async () => {
  await openView(page, 'Explore');
  const { detail, cell } = explorePage(page);
  await cell(0, 'time').click();
  await detail.getByRole('tab', { name: 'Raw' }).click();
  await detail.getByText(link).hover();
  await detail.getByRole('button', { name: 'Open link…' }).click();
  const question = page.getByRole('dialog', { name: 'Open this link in your browser?' });
  await expect(question).toContainText('wiki.example.com');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
});

test('text that is marked on the page is copied by main', async () => {
  const { detail, query } = explorePage(page);
  await detail.getByText(link).selectText();
  // Behind the app's own listener, which is there already.
  await page.evaluate(() =>
    document.addEventListener('copy', (event) => {
      document.documentElement.dataset.copied = event.defaultPrevented ? 'by the app' : 'by the system';
    }),
  );
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.locator('html')).toHaveAttribute('data-copied', 'by the app');
  await query.click();
  await expect(async () => {
    await query.fill('');
    await page.keyboard.press('ControlOrMeta+v');
    await expect(query).toContainText(link, { timeout: 2_000 });
  }).toPass();
  await query.fill('');
  await page.keyboard.press('Enter');
});

test('a secret that was rotated and turns up again is told of, and leads to itself', async () => {
  const inventory = inventoryPage(page);
  await openView(page, 'Secrets');
  await inventory.tab.click();
  await inventory.row(0).locator('[data-cell="secretType"]').click();
  await inventory.detail.getByRole('button', { name: 'Mark as…' }).click();
  await inventory.markDialog.getByRole('radio', { name: /^Rotated/ }).check({ force: true });
  await inventory.markDialog.getByRole('button', { name: 'Mark as rotated' }).click();
  await expect(inventory.history.getByRole('listitem').first()).toContainText('Rotated');

  await openView(page, 'Explore');
  await importRecords([aFinding(new Date(Date.now() + 60_000).toISOString())]);
  const message = page.getByRole('alertdialog').filter({ hasText: '1 secret came back' });
  await expect(message).toBeVisible();
  await expectAccessible(page);
  await message.getByRole('button', { name: 'Show' }).click();
  await expect(inventory.count).toContainText('1 regressed');
  await expect(inventory.row(0)).toContainText('Regressed');
});

test('a view that throws ends alone, says so, and is written to the log without what it quoted', async () => {
  await page.evaluate((text) => {
    const kept = Date.prototype.getTimezoneOffset;
    Object.assign(window, { mend: () => Object.assign(Date.prototype, { getTimezoneOffset: kept }) });
    Date.prototype.getTimezoneOffset = () => {
      throw new Error(`Made to fail over ${text}`);
    };
  }, exposed);
  await openView(page, 'Settings');
  const again = page.getByRole('button', { name: 'Open it again' });
  await expect(framePage(page).main.getByRole('alert')).toContainText('This view stopped working');
  await expectAccessible(page);
  const log = () => readFile(join(opened.workspaceFolder, 'logs', 'keyglass.log'), 'utf8');
  await expect.poll(log).toContain('Made to fail over');
  expect(await log()).toContain('view Settings');
  expect(await log()).not.toContain(exposed);

  await openView(page, 'Sources');
  await expect(sourcesPage(page).table).toBeVisible();
  await openView(page, 'Settings');
  await page.evaluate('mend()');
  await again.click();
  await expect(settingsPage(page).vault).toBeVisible();
});

test('with another key the events stay readable, the values shut, and the window says so', async () => {
  await opened.close();
  await open(8);
  const banner = page.getByRole('region', { name: 'The vault is locked' });
  await expect(banner).toBeVisible();
  await banner.getByText('What works, and what waits').click();
  await expect(banner).toContainText('Searching');
  await expect(explorePage(page).cell(0, 'time')).toHaveText(/^\d{4}-/);
  await openView(page, 'Secrets');
  await inventoryPage(page).tab.click();
  await inventoryPage(page).row(0).locator('[data-cell="secretType"]').click();
  await expect(inventoryPage(page).detail.getByRole('button', { name: 'Reveal…' })).toBeDisabled();
  await expectAccessible(page);
});
