import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openWindow } from '../../helpers/open-window.ts';
import { addSource } from '../actions/add-source.ts';
import { openView } from '../actions/open-view.ts';
import { waitUntilCollected } from '../actions/wait-until-collected.ts';
import { waitUntilKept } from '../actions/wait-until-kept.ts';
import { explorePage } from '../pages/explore-page.ts';
import { framePage } from '../pages/frame-page.ts';
import { settingsPage } from '../pages/settings-page.ts';
import { environmentOf, startVendor } from '../vendor.ts';

test('theme and zone apply at once, and are there again when the window opens', async () => {
  const workspaceFolder = await mkdtemp(join(tmpdir(), 'keyglass-e2e-'));
  const vendor = await startVendor();
  const options = { workspaceFolder, timezone: 'Asia/Tokyo', env: environmentOf(vendor) };
  let window = await openWindow(options);
  let page = window.page;
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await addSource(page, vendor, 2);
  await waitUntilCollected(page);
  await openView(page, 'Explore');
  await expect(explorePage(page).cell(0, 'time')).toHaveText(/^\d{4}-/);
  const utc = (await explorePage(page).cell(0, 'time').textContent()) ?? '';

  await openView(page, 'Settings');
  const dark = await ground();
  await settingsPage(page).theme('Light').click();
  await expect.poll(ground).not.toBe(dark);
  await settingsPage(page).zone('Local (UTC+09:00)').click();
  await expect(framePage(page).zone).toHaveText('Local, UTC+09:00');
  await openView(page, 'Explore');
  await expect(explorePage(page).columnHead('Time (UTC+09:00)')).toBeVisible();
  const local = new Date(Date.parse(`${utc.replace(' ', 'T')}Z`) + 9 * 3_600_000).toISOString();
  await expect(explorePage(page).cell(0, 'time')).toHaveText(local.replace('T', ' ').replace('Z', ''));

  await waitUntilKept(window.host, 'frame.theme', /light/);
  await waitUntilKept(window.host, 'frame.zone', /local/);
  await window.close();
  window = await openWindow(options);
  page = window.page;
  await expect(framePage(page).zone).toHaveText('Local, UTC+09:00');
  await expect.poll(ground).not.toBe(dark);
  await framePage(page).zone.click();
  await expect(explorePage(page).columnHead('Time (UTC)')).toBeVisible();

  await window.close();
  await vendor.close();
  await rm(workspaceFolder, { recursive: true, force: true });
});

test('says where everything lies, and which keychain and shell are in use', async () => {
  const window = await openWindow();
  await openView(window.page, 'Settings');
  await expect(window.page.getByRole('main')).toContainText(window.workspaceFolder);
  await expect(window.page.getByRole('main')).toContainText(/Electron|Chromium/);
  await window.close();
});
