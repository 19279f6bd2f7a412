import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { type OpenedWindow, openWindow } from '../../helpers/open-window.ts';
import { countEvents } from '../actions/count-events.ts';
import { expectNumber } from '../actions/expect-number.ts';
import { runCommand } from '../actions/run-command.ts';
import { explorePage } from '../pages/explore-page.ts';
import { framePage } from '../pages/frame-page.ts';
import { importPage } from '../pages/import-page.ts';

let window: OpenedWindow;
let page: Page;
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-import-'));
  window = await openWindow({ env: { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') } });
  page = window.page;
});
test.afterEach(async () => {
  await window.close();
  await rm(folder, { recursive: true, force: true });
});

const hanzoRecords = Array.from({ length: 60 }, (_, index) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  actor: 'user',
  actorMetadata: { userId: 'u-1', email: 'ada@example.com', username: 'ada@example.com' },
  ipAddress: '192.0.2.10',
  eventType: index % 3 === 0 ? 'update-secret' : 'get-secret',
  eventMetadata: { environment: 'prod', secretPath: '/payments', secretId: `s-${index}`, secretKey: 'TOKEN' },
  userAgent: 'Mozilla/5.0',
  userAgentType: 'web',
  createdAt: new Date(Date.UTC(2026, 0, 5, 10, index)).toISOString(),
  updatedAt: new Date(Date.UTC(2026, 0, 5, 10, index)).toISOString(),
  orgId: 'org-1',
  projectId: 'p-1',
  projectName: 'payments',
}));

async function openImport(): Promise<void> {
  await expect(framePage(page).rail).toBeVisible();
  await runCommand(page, 'import files', 'Import files…');
  await expect(importPage(page).path).toBeVisible();
}

async function lookInto(path: string): Promise<void> {
  await importPage(page).path.fill(path);
  await importPage(page).lookInto.click();
}

test('a file is recognised, imported with exact counts, and its events are shown', async () => {
  const path = join(folder, 'stream.jsonl.gz');
  const lines = [...hanzoRecords, hanzoRecords[0]].map((record) => JSON.stringify(record));
  await writeFile(path, gzipSync([...lines, '{"cut off'].join('\n')));
  const dialog = importPage(page);
  await openImport();
  await lookInto(path);
  await expect(dialog.file('stream.jsonl.gz')).toContainText('JSON Lines, gzip');
  await expect(dialog.file('stream.jsonl.gz')).toContainText(/Recognised|Likely/);
  await expect(dialog.stream('stream.jsonl.gz')).toContainText('Hanzo KMS');
  await dialog.start.click();

  await expect(dialog.showEvents).toBeVisible();
  await expectNumber(dialog.count('Stored'), 60);
  await expectNumber(dialog.count('Known already'), 1);
  await expectNumber(dialog.count('Rejected'), 1);
  await expectNumber(dialog.count('Received'), 62);
  await expect(dialog.jobs).toContainText('Why 1 record could not be read');

  await dialog.showEvents.click();
  await expectNumber(explorePage(page).resultCount, 60);
  expect(await countEvents(window.host, 'vendor:hanzo-kms')).toBe(60);
});

test('nothing is stored twice when the same file comes again', async () => {
  const path = join(folder, 'again.json');
  await writeFile(path, JSON.stringify(hanzoRecords));
  const dialog = importPage(page);
  for (const stored of [60, 0]) {
    await openImport();
    await lookInto(path);
    await dialog.start.click();
    await expect(dialog.jobs).toContainText('Done');
    await expectNumber(dialog.count('Stored'), stored);
    await dialog.dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(dialog.dialog).toBeHidden();
  }
  expect(await countEvents(window.host, '')).toBe(60);
});

test('a file that nobody recognises takes no part until its stream is said', async () => {
  const path = join(folder, 'odd.json');
  await writeFile(path, JSON.stringify([{ colour: 'green' }, { colour: 'blue' }]));
  const dialog = importPage(page);
  await openImport();
  await lookInto(path);
  await expect(dialog.file('odd.json')).toContainText('Not recognised');
  await expect(dialog.start).toBeDisabled();
  await dialog.stream('odd.json').click();
  await page.getByRole('option', { name: /Entro.*Audit/ }).click();
  await dialog.start.click();
  await expect(dialog.jobs).toContainText(/Why 2 records could not be read/);
  expect(await countEvents(window.host, '')).toBe(0);
});

test('a file that is not there is said to be missing', async () => {
  await openImport();
  await lookInto(join(folder, 'nowhere.json'));
  await expect(importPage(page).file('nowhere.json')).toBeVisible();
  await expect(importPage(page).start).toBeDisabled();
});

test('files that hang over the window are told what letting go does', async () => {
  await expect(page.getByRole('heading', { name: 'Nothing collected yet' })).toBeVisible();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], 'a.json'));
    document.body.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer }));
  });
  await expect(importPage(page).overlay).toBeVisible();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], 'a.json'));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  });
  await expect(importPage(page).overlay).toBeHidden();
  // The file exists in memory only, so that no shell can tell where it lies.
  await expect(importPage(page).path).toBeVisible();
});
