/** The collector's clock is one. */
export interface ChangeClock {
  nowUs(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

interface Change {
  readonly regressed: number;
}

export interface ChangeTeller {
  tell(change: Change): void;
  listen(listener: (change: Change) => void): () => void;
}

/** Collecting stores many pages a second; whoever shows the inventory asks for all of it anew each time. */
const SPACING_MS = 500;

/** Tells what changed soon after it did, changes of the same moment together. None is lost. */
export function createChangeTeller(clock: ChangeClock): ChangeTeller {
  const listeners = new Set<(change: Change) => void>();
  let regressed = 0;
  let isWaiting = false;

  async function tellSoon(): Promise<void> {
    await clock.sleep(SPACING_MS);
    isWaiting = false;
    const told = { regressed };
    regressed = 0;
    for (const listener of listeners) listener(told);
  }

  return {
    tell(change) {
      if (listeners.size === 0) return;
      regressed += change.regressed;
      if (isWaiting) return;
      isWaiting = true;
      void tellSoon();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
