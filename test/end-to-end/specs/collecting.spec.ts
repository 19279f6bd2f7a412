import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { EntroRow } from '../../../main/sample-tenant/entro/generate-day.ts';
import type { SampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { type OpenedWindow, openWindow } from '../../helpers/open-window.ts';
import { addSource } from '../actions/add-source.ts';
import { countEvents } from '../actions/count-events.ts';
import { openView } from '../actions/open-view.ts';
import { readCounts } from '../actions/read-counts.ts';
import { waitUntilCollected } from '../actions/wait-until-collected.ts';
import { explorePage } from '../pages/explore-page.ts';
import { framePage } from '../pages/frame-page.ts';
import { sourcesPage } from '../pages/sources-page.ts';
import { entroOf, environmentOf, startVendor } from '../vendor.ts';

let vendor: SampleTenant;
let window: OpenedWindow;
let workspaceFolder: string;

test.beforeEach(async () => {
  vendor = await startVendor();
  workspaceFolder = await mkdtemp(join(tmpdir(), 'keyglass-e2e-'));
});
test.afterEach(async () => {
  await window.close();
  await vendor.close();
  await rm(workspaceFolder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  window = await openWindow({ workspaceFolder, env: environmentOf(vendor) });
}

/** The vendor answers so many requests, then keeps the next ones waiting until it is let go. */
function holdAfter(requests: number): () => void {
  let seen = 0;
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const remove = entroOf(vendor).faults.inject({ kind: 'slow', until }, { when: () => ++seen > requests });
  return () => {
    remove();
    release();
  };
}

const dayAsked = (request: { url: URL }) =>
  request.url.searchParams.get('from')?.split('/').reverse().join('-') ?? '';

test('shows day by day how far it is, pauses, resumes, is cancelled and ends with counts that add up', async () => {
  await open();
  const { page } = window;
  const sources = sourcesPage(page);
  const letGo = holdAfter(10);
  await addSource(window.page, vendor, 30);
  await expect(sources.progress).toHaveAttribute('aria-valuenow', /^3[0-9]/);
  await expect(sources.table).toContainText(/Day 11 of 31, \d{4}-\d\d-\d\d/);
  await expect(sources.stream('Audit log')).toContainText('Catching up');
  await expect(framePage(page).collecting).toHaveText(/^Collecting Entro, day 11 of 31/);

  await sources.pause('Entro').click();
  await expect(sources.stream('Audit log')).toContainText('Paused');
  await expect(sources.table).toContainText(/Day 11 of 31, \d{4}-\d\d-\d\d/);
  const paused = await readCounts(page);
  expect(paused.stored).toBeGreaterThan(0);

  await sources.resume('Entro').click();
  await expect(sources.stream('Audit log')).toContainText('Catching up');
  await sources.cancelRun('Entro').click();
  await expect(sources.stream('Audit log')).toContainText('Cancelled');
  expect((await readCounts(page)).stored).toBe(paused.stored);

  letGo();
  await sources.collectNow('Entro').click();
  await waitUntilCollected(page);
  await expect(sources.stream('Audit log')).toContainText('Up to date');
  const counts = await readCounts(page);
  expect(counts.received).toBe(counts.stored + counts.duplicate + counts.rejected);
  expect(counts.stored).toBe(await countEvents(window.host, ''));
  const asked = entroOf(vendor).requests.map(dayAsked);
  expect(new Set(asked).size, 'every day was asked for').toBe(31);
});

test('goes on where it was after the window was closed', async () => {
  await open();
  const letGo = holdAfter(12);
  await addSource(window.page, vendor, 30);
  await expect(sourcesPage(window.page).table).toContainText('Day 13 of 31');
  const before = await countEvents(window.host, '');
  await window.close();
  letGo();
  const askedBefore = entroOf(vendor).requests.length;

  await open();
  await waitUntilCollected(window.page);
  const days = entroOf(vendor).requests.map(dayAsked);
  expect(days[askedBefore]).toBe(days[askedBefore - 1]);
  expect(days.length - askedBefore).toBe(19);
  await openView(window.page, 'Sources');
  const counts = await readCounts(window.page);
  expect(counts.stored).toBeGreaterThan(before);
  expect(counts.stored).toBe(await countEvents(window.host, ''));
});

test('stores nothing twice when it collects once more', async () => {
  await open();
  const { page } = window;
  await addSource(window.page, vendor, 3);
  await waitUntilCollected(page);
  const first = await readCounts(page);
  await sourcesPage(page).collectNow('Entro').click();
  await expect.poll(async () => (await readCounts(page)).received).toBeGreaterThan(first.received);
  await waitUntilCollected(page);
  const second = await readCounts(page);
  expect(second.stored).toBe(first.stored);
  expect(second.duplicate).toBe(second.received - second.stored);
  expect(await countEvents(window.host, '')).toBe(first.stored);
});

const faults = [
  {
    fault: { kind: 'status', status: 401 },
    says: 'does not accept the credentials (status 401)',
    state: 'Failed',
  },
  {
    fault: { kind: 'status', status: 500 },
    says: 'has a problem of its own (status 500)',
    state: 'Trying again',
  },
  { fault: { kind: 'html' }, says: 'answered with a web page, not with data', state: 'Failed' },
] as const;

for (const { fault, says, state } of faults) {
  const name = fault.kind === 'html' ? 'a web page' : `status ${fault.status}`;
  test(`says in plain words what ${name} means, and what is stored stays usable`, async () => {
    await open();
    const { page } = window;
    const sources = sourcesPage(page);
    await addSource(window.page, vendor, 3);
    await waitUntilCollected(page);
    const stored = await countEvents(window.host, '');

    const heal = entroOf(vendor).faults.inject(fault);
    await sources.collectNow('Entro').click();
    await expect(sources.problem).toContainText(says);
    await expect(sources.stream('Audit log')).toContainText(state);
    await expect(framePage(page).collecting).toHaveText('Entro can’t be collected');

    await openView(page, 'Explore');
    await expect(explorePage(page).resultCount).not.toHaveText('0 events');
    await explorePage(page).query.fill('severity >= high');
    await expect(explorePage(page).cell(0, 'severity_id')).toHaveText(/High/);
    expect(await countEvents(window.host, '')).toBe(stored);

    heal();
    await openView(page, 'Sources');
    // Begins anew at once, whether the run has given up by now or still waits to try again.
    await sources.pause('Entro').click();
    await sources.resume('Entro').click();
    await expect(sources.stream('Audit log')).toContainText('Up to date');
    await expect(sources.problem).toBeHidden();
  });
}

test('keeps a record that can’t be read, and shows its outline without its values', async () => {
  await open();
  const { page } = window;
  entroOf(vendor).faults.inject({
    kind: 'data',
    change: (rows) => [...(rows as EntroRow[]), { date: 17, results: 'secret-in-a-wrong-place' }],
  });
  await addSource(window.page, vendor, 1);
  await waitUntilCollected(page);
  const counts = await readCounts(page);
  expect(counts.rejected).toBeGreaterThan(0);
  expect(counts.received).toBe(counts.stored + counts.duplicate + counts.rejected);
  await page.getByRole('button', { name: /rejected records of Entro, Audit log, show/ }).click();
  const drawer = sourcesPage(page).rejectedDrawer;
  await expect(drawer.getByRole('listitem').first()).toContainText('results');
  await expect(drawer).not.toContainText('secret-in-a-wrong-place');
});
