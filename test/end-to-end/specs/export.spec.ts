import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { EntroRow } from '../../../main/sample-tenant/entro/generate-day.ts';
import { openWindow } from '../../helpers/open-window.ts';
import { addSource } from '../actions/add-source.ts';
import { countEvents } from '../actions/count-events.ts';
import { ask, expectTotal } from '../actions/explore.ts';
import { openView } from '../actions/open-view.ts';
import { waitUntilCollected } from '../actions/wait-until-collected.ts';
import { explorePage } from '../pages/explore-page.ts';
import { sharingPage } from '../pages/sharing-page.ts';
import { expect, test } from '../sample-window.ts';
import { entroOf, environmentOf, exposedValues, startVendor } from '../vendor.ts';

const withSecretType = (results: EntroRow['results'], type: string): EntroRow['results'] => ({
  ...results,
  secrets: results.secrets.map((secret) => ({ ...secret, secret_type: type })),
});

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-export-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

async function openExport(page: Page, file: string): Promise<void> {
  const { dialog } = sharingPage(page);
  await explorePage(page).exportButton.click();
  await dialog.file.fill(file);
}

/** Starts the export that the dialog describes, and waits for its end. */
async function exportTo(page: Page, file: string): Promise<string> {
  await sharingPage(page).dialog.start.click();
  await expect(sharingPage(page).dialog.dialog).toBeHidden();
  await openView(page, 'Sharing');
  await expect(sharingPage(page).exportTo(file.slice(folder.length + 1))).toContainText('Done');
  return readFile(file, 'utf8');
}

test('a CSV file holds exactly the events of the query, and no secret', async ({ page, sample }) => {
  const query = 'severity >= high and not secret.type:JWT';
  const total = await countEvents(sample.host, query);
  await ask(page, query);
  await expectTotal(page, total);
  const file = join(folder, 'findings.csv');
  await openExport(page, file);
  await expect(sharingPage(page).dialog.dialog).toHaveAccessibleName(/^Export [\d\s\u202f]+ events$/);
  const lines = (await exportTo(page, file)).trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    'time,severity_id,class_name,message,user_name,src_ip,secret_type,secret_fingerprint',
  );
  expect(lines.length - 1).toBe(total);
  const text = lines.join('\n');
  expect(exposedValues('keyglass', 61).filter((value) => text.includes(value))).toEqual([]);
});

test('JSON Lines hold every field of each event', async ({ page, sample }) => {
  const total = await countEvents(sample.host, 'secret.type:HUGGING_FACE_TOKEN');
  await ask(page, 'secret.type:HUGGING_FACE_TOKEN');
  await expectTotal(page, total);
  await openExport(page, join(folder, 'new-type.csv'));
  const { dialog } = sharingPage(page);
  await dialog.format('JSON Lines').click();
  await expect(dialog.file).toHaveValue(join(folder, 'new-type.jsonl'));
  await dialog.columns('all').click();
  const lines = (await exportTo(page, join(folder, 'new-type.jsonl'))).trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.length).toBe(total);
  expect(new Set(events.map((event) => event.secret_type))).toEqual(new Set(['HUGGING_FACE_TOKEN']));
  expect(events[0]).toMatchObject({ class_uid: 2006, vendor: 'entro' });
});

test('what a spreadsheet would run as a formula is made harmless', async () => {
  const formula = '=HYPERLINK("https://example.com")';
  const vendor = await startVendor();
  entroOf(vendor).faults.inject({
    kind: 'data',
    change: (rows) =>
      (rows as EntroRow[]).map((row) => ({ ...row, results: withSecretType(row.results, formula) })),
  });
  const window = await openWindow({ env: environmentOf(vendor) });
  await addSource(window.page, vendor, 3);
  await waitUntilCollected(window.page);
  await openView(window.page, 'Explore');
  await ask(window.page, 'secret.type:*');
  await expect(explorePage(window.page).cell(0, 'secret_type')).toHaveText(formula);
  await openExport(window.page, join(folder, 'formula.csv'));
  const [, first = ''] = (await exportTo(window.page, join(folder, 'formula.csv'))).split('\r\n');
  expect(first).toContain(',"\'=HYPERLINK(""https://example.com"")",');
  await window.close();
  await vendor.close();
});

test('asks before it replaces a file', async ({ page }) => {
  const file = join(folder, 'kept.csv');
  await writeFile(file, 'mine');
  await openExport(page, file);
  const { dialog } = sharingPage(page);
  await dialog.start.click();
  await expect(dialog.problem).toContainText('already');
  expect(await readFile(file, 'utf8')).toBe('mine');
  await dialog.overwrite.click();
  await expect(dialog.dialog).toBeHidden();
  await openView(page, 'Sharing');
  await expect(sharingPage(page).exportTo('kept.csv')).toContainText('Done');
  expect(await readFile(file, 'utf8')).toMatch(/^time,/);
});

test('says at once that a folder is not there, or that the workspace is no place for it', async ({
  page,
  sample,
}) => {
  const { dialog } = sharingPage(page);
  await openExport(page, join(folder, 'nowhere', 'x.csv'));
  await dialog.start.click();
  await expect(dialog.problem).toBeVisible();
  await dialog.file.fill(join(sample.workspaceFolder, 'events.csv'));
  await dialog.start.click();
  await expect(dialog.problem).toContainText('workspace');
  await dialog.cancel.click();
  await expect(dialog.dialog).toBeHidden();
});
