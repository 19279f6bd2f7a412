import type { DuckDBConnection } from '@duckdb/node-api';

/** How often an interrupt is repeated: one that comes before DuckDB has begun the query is forgotten by it. */
const REPEAT_INTERRUPT_MS = 4;

interface Waiting {
  readonly start: () => void;
}

/**
 * Connections for reading. `interrupt()` acts on a whole connection, so each question holds one for as long as it
 * runs. No more than `maxRunning` answers are computed at a time: every one holds a thread of Node's small pool, which
 * the writer, files and name look-ups need as well.
 */
export class ReaderPool {
  readonly #connect: () => Promise<DuckDBConnection>;
  readonly #maxRunning: number;
  readonly #idle: DuckDBConnection[] = [];
  readonly #waiting = new Set<Waiting>();
  readonly #closing = new AbortController();
  #running = 0;
  #held = 0;
  readonly #whenAllReturned = new Set<() => void>();
  /** While it is there, who asks for a connection waits for it. */
  #gate: Promise<unknown> | null = null;

  constructor(connect: () => Promise<DuckDBConnection>, maxRunning: number) {
    this.#connect = connect;
    this.#maxRunning = maxRunning;
  }

  /** Aborted when the pool closes. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** A connection for the caller alone, until `giveBack`. */
  async take(): Promise<DuckDBConnection> {
    while (this.#gate) await this.#gate;
    this.#held += 1;
    try {
      return this.#idle.pop() ?? (await this.#connect());
    } catch (problem) {
      this.#returned();
      throw problem;
    }
  }

  giveBack(connection: DuckDBConnection): void {
    if (this.closing.aborted) connection.disconnectSync();
    else this.#idle.push(connection);
    this.#returned();
  }

  /**
   * Runs one piece of work on the connection as soon as there is a free place. An abort before that keeps it from
   * starting (the answer is then null), an abort after that interrupts it, and it ends with what DuckDB throws.
   */
  async run<Value>(
    connection: DuckDBConnection,
    signal: AbortSignal,
    work: () => Promise<Value>,
  ): Promise<Value | null> {
    await this.#place(signal);
    try {
      return signal.aborted ? null : await interruptible(connection, signal, work);
    } finally {
      this.#running -= 1;
      const [next] = this.#waiting;
      next?.start();
    }
  }

  /** Stops what is running, waits until every connection is back, and lets go of them. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#allReturned();
    this.#letGoOfIdle();
  }

  /**
   * Does the work in the first moment in which nobody holds a connection, and without any being open. Whoever asks for
   * one meanwhile waits for the work to end; who holds one is not disturbed. Answers with null where the signal is
   * aborted before there is such a moment.
   */
  async whenQuiet<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value | null> {
    while (this.#held > 0 || this.#gate) {
      if (signal.aborted) return null;
      await Promise.race([this.#gate ?? this.#allReturned(), aborted(signal)]);
    }
    this.#letGoOfIdle();
    const done = work();
    this.#gate = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.#gate = null;
    }
  }

  #letGoOfIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.disconnectSync();
  }

  #allReturned(): Promise<void> {
    if (this.#held === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenAllReturned.add(resolve);
    });
  }

  #returned(): void {
    this.#held -= 1;
    if (this.#held > 0) return;
    for (const tell of this.#whenAllReturned) tell();
    this.#whenAllReturned.clear();
  }

  /** Counts itself as running in any case, so that `run` can undo it the same way after an abort. */
  #place(signal: AbortSignal): Promise<void> {
    if (this.#running < this.#maxRunning || signal.aborted) {
      this.#running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const waiting: Waiting = {
        start: () => {
          signal.removeEventListener('abort', waiting.start);
          this.#waiting.delete(waiting);
          this.#running += 1;
          resolve();
        },
      };
      signal.addEventListener('abort', waiting.start, { once: true });
      this.#waiting.add(waiting);
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** An abort interrupts what the connection runs, as often as it takes; the work then ends with what DuckDB throws. */
export async function interruptible<Value>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<Value>,
): Promise<Value> {
  let repeating: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    repeating = setInterval(() => connection.interrupt(), REPEAT_INTERRUPT_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearInterval(repeating);
  }
}
