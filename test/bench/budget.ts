/** What the design allows on two cores, in the units of the table. */
export interface Budget {
  readonly typedMs: number;
  readonly substringMs: number;
  readonly detailMs: number;
  readonly stopMs: number;
  readonly coldStartMs: number;
  readonly memoryMb: number;
  readonly pageMs: number;
  readonly importPerSecond: number;
  /** For a million rows; scaled to the number there is. */
  readonly csvSeconds: number;
  readonly slowDown: number;
  readonly loopDelayMs: number;
}

const forOneMillion = { typedMs: 60, substringMs: 100, memoryMb: 600 };
const forTenMillion = { typedMs: 300, substringMs: 500, memoryMb: 900 };

/** Up to one million the first column of the design's table holds, above it the second. */
export function budgetFor(events: number): Budget {
  return {
    ...(events <= 1_000_000 ? forOneMillion : forTenMillion),
    detailMs: 30,
    stopMs: 50,
    coldStartMs: 1_500,
    pageMs: 50,
    importPerSecond: 100_000,
    csvSeconds: (5 * events) / 1_000_000,
    slowDown: 1.2,
    loopDelayMs: 50,
  };
}
