import { expect, type Page } from '@playwright/test';
import { framePage } from '../pages/frame-page.ts';

/** Waits until every source is up to date. Two months of the sample tenant take a few seconds. */
export async function waitUntilCollected(page: Page): Promise<void> {
  await expect(framePage(page).collecting).toHaveText(/^Up to date/, { timeout: 45_000 });
}
