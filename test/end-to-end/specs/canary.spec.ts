import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { vendors } from '../../../main/vendors/registry.ts';
import { fixtureRecords } from '../../bench/fixture-records.ts';
import { openProfileWindow, type ProfileWindow } from '../../helpers/open-profile-window.ts';
import { createCanaries } from '../../integration/canary/canaries.ts';
import { LeakSearch } from '../../integration/canary/leak-search.ts';
import { plantInEveryText } from '../../integration/canary/plant-records.ts';
import { readFolder } from '../../integration/canary/read-everything.ts';
import { openInventory, searchInventory } from '../actions/inventory.ts';
import { openView } from '../actions/open-view.ts';
import { explorePage } from '../pages/explore-page.ts';
import { inventoryPage } from '../pages/inventory-page.ts';

/** What a window leaves in the profile of its Chromium, and what other programs may see of it while it runs. */
test.skip(
  () => test.info().project.metadata.shell === 'electron',
  'the profile is that of the browser shell',
);
test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const canaries = createCanaries();
const exposed = canaries.plain('the exposed value that is revealed');
const variables = {
  KEYGLASS_VAULT_KEY: randomBytes(32).toString('base64'),
  KEYGLASS_CREDENTIAL_ENTRO_TOKEN: canaries.plain('a credential'),
};
canaries.add(variables.KEYGLASS_VAULT_KEY, 'the key of the vault');
let folder: string;
/** What is imported holds the canaries, so it lies elsewhere. */
let given: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-canary-window-'));
  given = await mkdtemp(join(tmpdir(), 'keyglass-canary-given-'));
});
test.afterAll(async () => {
  for (const path of [folder, given]) await rm(path, { recursive: true, force: true });
});

test('no canary is in the profile, on disk, or in the arguments and the environment of Chromium', async () => {
  const window = await openProfileWindow(folder, variables);
  const seen: Buffer[] = [];
  try {
    await importCanaries(window);
    await lookAtEverything(window);
    seen.push(...(await chromiumProcesses()));
  } finally {
    await window.close();
  }
  const search = new LeakSearch(canaries.searched);
  for (const bytes of seen) search.read(bytes, 'the arguments or the environment of a process');
  const { files, columns } = await readFolder(folder, search);
  expect(search.leaks).toEqual([]);
  expect(canaries.planted.size).toBeGreaterThan(500);
  expect(columns).toBeGreaterThan(100);
  expect(await readdir(join(folder, 'profile'))).toContain('Default');
  expect(files.size).toBeGreaterThan(20);
  if (process.platform === 'linux') expect(seen.length).toBeGreaterThan(4);
});

test('a value that a page keeps is found in the profile, and one that is given to a process there', async () => {
  const planted = createCanaries();
  const kept = planted.plain('kept by the page');
  const passed = planted.plain('given to the process');
  const window = await openProfileWindow(folder, { PASSED: passed });
  await expect(explorePage(window.page).cell(0, 'time')).toBeVisible();
  await window.page.evaluate((value) => localStorage.setItem('kept', value), kept);
  const seen = await chromiumProcesses();
  await window.close();
  const inProfile = new LeakSearch(planted.planted);
  await readFolder(join(folder, 'profile'), inProfile);
  expect(inProfile.leaks.map(({ canary }) => canary)).toContain(kept);
  if (process.platform !== 'linux') return;
  const inProcess = new LeakSearch(planted.planted);
  for (const bytes of seen) inProcess.read(bytes, 'a process');
  expect(inProcess.leaks.map(({ canary }) => canary)).toContain(passed);
});

/** Records of each stream with canaries in all of their texts, and one finding to be revealed. */
async function importCanaries({ host, page }: ProfileWindow): Promise<void> {
  const finding = { secret_type: 'AWS_ACCESS_KEY_ID', exposed_value: exposed, line_number: 3 };
  const date = new Date(Date.now() + 60_000).toISOString();
  await start(host, 'entro', 'audit', [{ ...finding, request_id: 'shown', date }]);
  for (const { vendor, stream, records } of fixtureRecords()) {
    const planted = records.slice(0, 3).flatMap((record) => plantInEveryText(stream, record, canaries));
    await start(host, vendor, stream.name, planted);
  }
  await expect
    .poll(async () => {
      const { value } = (await host.handle('imports.list', {})) as { value: { jobs: { state: string }[] } };
      return value.jobs.filter(({ state }) => state === 'done').length;
    })
    .toBe(vendors.reduce((sum, { streams }) => sum + streams.length, 1));
  await page.reload();
}

async function start(
  host: ProfileWindow['host'],
  vendor: string,
  stream: string,
  records: readonly unknown[],
) {
  const path = join(given, `${vendor}-${stream}-${records.length}.jsonl`);
  await writeFile(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const input = { paths: [path], vendor, stream, sourceId: null };
  expect(await host.handle('imports.start', input)).toMatchObject({ ok: true });
}

async function lookAtEverything({ page }: ProfileWindow): Promise<void> {
  const explore = explorePage(page);
  await openView(page, 'Explore');
  for (const row of [0, 1, 3, 6]) {
    await explore.cell(row, 'time').click();
    for (const tab of ['Summary', 'OCSF', 'ECS', 'Raw']) {
      await explore.detail.getByRole('tab', { name: tab }).click();
      await expect(explore.detail.getByRole('tabpanel')).not.toBeEmpty();
    }
  }
  for (const view of ['Classes', 'Dashboards', 'Sources', 'Sharing', 'Settings'] as const) {
    await openView(page, view);
    await page.waitForLoadState('load');
  }
  const { row, detail, revealDialog, reason, value, lookUp } = inventoryPage(page);
  await openInventory(page);
  await lookUp.open.click();
  await lookUp.value.fill(exposed);
  await lookUp.submit.click();
  await expect(lookUp.found.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lookUp.dialog).toBeHidden();
  await searchInventory(page, 'aws');
  await row(0).locator('[data-cell="secretType"]').click();
  await detail.getByRole('button', { name: 'Reveal…' }).click();
  await reason.fill('To be looked for afterwards');
  await revealDialog.getByRole('button', { name: 'Show for 30 seconds' }).click();
  await expect(value).toBeVisible();
  expect([...canaries.planted.keys()]).toContain(await value.textContent());
  await detail.getByRole('button', { name: 'Hide now' }).click();
  await expect(value).toBeHidden();
}

/** What any program of this person may read of each process of the Chromium over the profile; nothing but on Linux. */
async function chromiumProcesses(): Promise<readonly Buffer[]> {
  if (process.platform !== 'linux') return [];
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const read = (file: string) => readFile(`/proc/${id}/${file}`).catch(() => Buffer.alloc(0));
      const [words, environment] = await Promise.all([read('cmdline'), read('environ')]);
      const isOurs = words.includes(folder) || environment.includes(folder);
      return isOurs ? [words, environment] : [];
    }),
  );
  return found.flat();
}
