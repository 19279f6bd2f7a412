import { test as base, expect, type Page } from '@playwright/test';
import { type OpenedWindow, openWindow } from '../helpers/open-window.ts';
import { waitUntilAnswered } from './actions/explore.ts';
import { pauseCollecting } from './actions/pause-collecting.ts';
import { waitUntilCollected } from './actions/wait-until-collected.ts';

export { expect };

/**
 * One window on the sample tenant for all specs of a worker, as collecting five vendors takes half a minute. Its sources
 * are paused then: an event that came in between two counts would make them differ. Each test gets the window as new: on
 * Explore with everything counted, without a query, with every choice of the interface forgotten.
 */
export const test = base.extend<{ page: Page }, { sample: OpenedWindow }>({
  sample: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from the pattern.
    async ({}, use) => {
      const sample = await openWindow({ sample: true });
      await waitUntilCollected(sample.page);
      await pauseCollecting(sample.host);
      await use(sample);
      await sample.close();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  page: async ({ sample }, use) => {
    await forgetChoices(sample);
    await waitUntilAnswered(sample.page);
    await use(sample.page);
  },
});

/** While the app is away from the window: it would write its choices once more when it goes. */
async function forgetChoices({ page, host }: OpenedWindow): Promise<void> {
  const icon = await page.locator('link[rel="icon"]').getAttribute('href');
  await page.goto(new URL(icon ?? '', page.url()).href);
  const kept = (await host.handle('preferences.read', {})) as { value: { values: object } };
  for (const key of Object.keys(kept.value.values)) {
    await host.handle('preferences.write', { key, value: null });
  }
  await page.goto(new URL('/', page.url()).href);
}
