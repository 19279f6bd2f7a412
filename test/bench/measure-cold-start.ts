import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../../main/launch/find-chromium.mjs';
import type { Budget } from './budget.ts';
import type { Figure } from './figures.ts';
import { percentile, timed } from './measure.ts';

const builtPage = fileURLToPath(new URL('../../dist/renderer/index.html', import.meta.url));
const STARTS = 3;

/**
 * From nothing to the first row of the table, in the machine's Chromium without a display, over the full workspace.
 * Left out, with a word why, where there is no Chromium or the page is not built.
 */
export async function measureColdStart(
  workspaceFolder: string,
  budget: Budget,
  say: (line: string) => void,
): Promise<Figure[]> {
  if (findChromium(process.env, process.platform) === null) {
    say('No Chromium is installed: the cold start is left out.');
    return [];
  }
  if (!existsSync(builtPage)) {
    say('The window is not built (npm run build): the cold start is left out.');
    return [];
  }
  const { openWindow } = await import('../helpers/open-window.ts');
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const { value: window, ms } = await timed(async () => {
      const opened = await openWindow({ workspaceFolder });
      await opened.page.getByRole('row').nth(1).waitFor();
      return opened;
    });
    times.push(ms);
    await window.close();
  }
  return [
    {
      name: 'Window usable, cold (browser shell), median of 3',
      unit: 'ms',
      budget: budget.coldStartMs,
      measured: percentile(times, 0.5),
      direct: null,
    },
  ];
}
