import { expect, type Page } from '@playwright/test';
import { framePage } from '../pages/frame-page.ts';

/**
 * Waits until nothing in the view is being asked. While something is, what stands there belongs to the question before:
 * it can be read and clicked, but is about to be replaced.
 */
export async function waitUntilQuiet(page: Page): Promise<void> {
  await expect(framePage(page).main).toBeVisible();
  await expect(framePage(page).main.getByRole('progressbar')).toHaveCount(0);
}
