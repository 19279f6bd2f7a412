import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Timed<Value> {
  readonly value: Value;
  readonly ms: number;
}

export async function timed<Value>(work: () => Promise<Value>): Promise<Timed<Value>> {
  const startedAt = performance.now();
  const value = await work();
  return { value, ms: performance.now() - startedAt };
}

/** The value that `share` of the numbers do not exceed (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Runs the work for each item, one after the other, and answers with the milliseconds each took. */
export async function timeEach<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) times.push((await timed(() => work(item))).ms);
  return times;
}

/** How late the event loop was while the work went on, 99th percentile and worst, in milliseconds. */
export async function withLoopDelay<Value>(
  work: () => Promise<Value>,
): Promise<{ value: Value; p99Ms: number; maxMs: number }> {
  const RESOLUTION_MS = 1;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const value = await work();
  delay.disable();
  // The histogram counts the timer's own interval as delay.
  const late = (ns: number) => Math.max(0, ns / 1e6 - RESOLUTION_MS);
  return { value, p99Ms: late(delay.percentile(99)), maxMs: late(delay.max) };
}

/** The most memory that the process held at any of its samples since the start. */
export function watchMemory(everyMs = 50): { peakMb(): number; stop(): void } {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  sample();
  const timer = setInterval(sample, everyMs);
  return {
    peakMb: () => peak / 1024 / 1024,
    stop: () => clearInterval(timer),
  };
}
