import { US_PER_MS } from '../../shared/time-range.ts';
import type { Clock } from './clock.ts';

export interface Notifier<News> {
  listen(listener: (news: News) => void): () => void;
  /** There is news. Listeners are told soon, at most once in the spacing however often this is called. */
  touch(): void;
  close(): void;
}

/** The last touch is never lost: `takeNews` is asked, and listeners are told, after it. */
export function createNotifier<News>(clock: Clock, spacingMs: number, takeNews: () => News): Notifier<News> {
  const closing = new AbortController();
  const listeners = new Set<(news: News) => void>();
  let isWaiting = false;
  let lastUs = Number.NEGATIVE_INFINITY;

  async function tellInTime(): Promise<void> {
    const sinceMs = (clock.nowUs() - lastUs) / US_PER_MS;
    // A negative time is a clock that was set back.
    const waitMs = sinceMs < 0 ? 0 : spacingMs - sinceMs;
    if (waitMs > 0) await clock.sleep(waitMs, closing.signal);
    isWaiting = false;
    lastUs = clock.nowUs();
    if (closing.signal.aborted) return;
    const news = takeNews();
    for (const listener of listeners) listener(news);
  }

  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    touch() {
      if (isWaiting || listeners.size === 0 || closing.signal.aborted) return;
      isWaiting = true;
      // Later in this turn at the soonest, so that changes that belong together are told together.
      queueMicrotask(() => void tellInTime());
    },
    close: () => closing.abort(),
  };
}
