import { expect, type Page } from '@playwright/test';
import { framePage } from '../pages/frame-page.ts';

/** Waits until every source is up to date. Five vendors of the sample tenant take half a minute, more on a busy machine. */
export async function waitUntilCollected(page: Page): Promise<void> {
  await expect(framePage(page).collecting).toHaveText(/^Up to date/, { timeout: 200_000 });
}
