import type { Clock } from './clock.ts';
import { createNotifier } from './notifier.ts';
import type { StoredPage } from './store-records.ts';

/** Adds up what is stored until listeners are told of it. */
export function createStoredNews(clock: Clock, spacingMs: number) {
  const none = { stored: 0, storedAtUs: 0 };
  let untold = none;
  const notifier = createNotifier(clock, spacingMs, () => {
    const news = untold;
    untold = none;
    return news;
  });
  return {
    listen: notifier.listen,
    close: notifier.close,
    add({ counts, receivedAtUs }: StoredPage): void {
      if (counts.stored === 0) return;
      untold = {
        stored: untold.stored + counts.stored,
        storedAtUs: Math.max(untold.storedAtUs, receivedAtUs),
      };
      notifier.touch();
    },
  };
}
