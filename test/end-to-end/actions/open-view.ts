import { expect, type Page } from '@playwright/test';
import { framePage, type ViewTitle } from '../pages/frame-page.ts';

export async function openView(page: Page, view: ViewTitle): Promise<void> {
  const frame = framePage(page);
  await frame.railButton(view).click();
  await expect(page.getByRole('main', { name: view })).toBeVisible();
}
