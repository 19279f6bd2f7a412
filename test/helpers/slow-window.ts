import type { AppHost } from '../../main/app/app-host.ts';
import type { CdpSession } from '../../main/browser-shell/cdp-session.ts';
import { seededRandom } from '../unit/query/seeded-random.ts';

const DELAY_MS = 100;

/** How many times slower the page is made, by `KEYGLASS_SLOW`; 1 leaves everything as it is. */
const rate = Math.max(1, Number(process.env.KEYGLASS_SLOW ?? '1') || 1);
const { below } = seededRandom(Number(process.env.KEYGLASS_SLOW_SEED ?? '1') || 1);

/** Chromium counts the page's own work so many times over. */
export async function slowPage(session: CdpSession): Promise<void> {
  if (rate > 1) await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/**
 * Each answer reaches the window up to a tenth of a second later for each time that the page is slower, so that a later question may be answered first. What the host does is
 * done at once and in order, as it is in the real app.
 */
export function slowAnswers(host: AppHost): AppHost {
  if (rate === 1) return host;
  return {
    ...host,
    handle: async (name, input) => {
      const answer = await host.handle(name, input);
      await new Promise((resolve) => setTimeout(resolve, below(DELAY_MS * rate)));
      return answer;
    },
  };
}
