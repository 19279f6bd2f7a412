import { expect, type Page, test } from '@playwright/test';
import { openWindow } from '../../helpers/open-window.ts';
import { expectAccessible } from '../actions/expect-accessible.ts';
import { openView } from '../actions/open-view.ts';
import { framePage } from '../pages/frame-page.ts';
import { settingsPage } from '../pages/settings-page.ts';

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const current = (page: Page) => settingsPage(page).sections.locator('[aria-current="location"]');

test('the list of sections leads to each, by keyboard too, and marks the one that is looked at', async () => {
  const window = await openWindow();
  const { page } = window;
  await openView(page, 'Settings');
  const { sections } = settingsPage(page);
  await expect(current(page)).toHaveText('Appearance');
  await sections.getByRole('button', { name: 'Storage' }).focus();
  await page.keyboard.press('Enter');
  await expect(current(page)).toHaveText('Storage');
  await expect(section(page, 'Storage')).toBeInViewport({ ratio: 1 });
  // The focus is where the eye is: the next stop is the section's first button.
  await page.keyboard.press('Tab');
  await expect(section(page, 'Storage').locator(':focus')).toHaveCount(1);
  await expectAccessible(page);

  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, -20_000);
  await expect(current(page)).toHaveText('Appearance');
  await page.mouse.wheel(0, 20_000);
  await expect(current(page)).toHaveText('About');
  await window.close();
});

test('the address of a section brings it back when the window is loaded again, and a command leads there', async () => {
  const window = await openWindow();
  const { page } = window;
  await expect(framePage(page).rail).toBeVisible();
  await page.keyboard.press('Control+k');
  await framePage(page).palette.getByRole('searchbox').fill('settings: vault');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main', { name: 'Settings' })).toBeVisible();
  await expect(current(page)).toHaveText('Vault');
  expect(new URL(page.url()).hash).toBe('#settings/vault');
  await page.reload();
  await expect(current(page)).toHaveText('Vault');
  await expect(section(page, 'Vault')).toBeInViewport();
  await openView(page, 'Explore');
  expect(new URL(page.url()).hash).toBe('');
  await window.close();
});
