/** Lets so many pieces of work go on at a time; the others wait in the order they came. */
export class Turns {
  readonly #most: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether a turn that is taken now has come at once. */
  get isFree(): boolean {
    return this.#taken < this.#most;
  }

  /** Resolves when the turn has come, with how to give it back; with null where the signal is aborted before. */
  take(signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return Promise.resolve(null);
    if (this.isFree) return Promise.resolve(this.#begin());
    return new Promise((resolve) => {
      const come = () => {
        leave();
        resolve(this.#begin());
      };
      const giveUp = () => {
        leave();
        resolve(null);
      };
      const leave = () => {
        this.#waiting.delete(come);
        signal.removeEventListener('abort', giveUp);
      };
      this.#waiting.add(come);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  #begin(): () => void {
    this.#taken += 1;
    return () => {
      this.#taken -= 1;
      const [next] = this.#waiting;
      next?.();
    };
  }
}
