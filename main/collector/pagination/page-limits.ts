interface PageLimits {
  /** Of one window, snapshot or parent in one run. More are left to the next, so that none can keep a run for ever. */
  readonly mostPages: number;
  readonly mostEmptyPages: number;
  /** With cursors, links and bounds a page may rightly look like one before; not again and again. */
  readonly mostRepeatedPages: number;
  /** Of one short page by offset: a server that still repeats it doesn't know offsets, and has given all it has. */
  readonly mostAskedAgain: number;
}

export const pageLimits: PageLimits = {
  mostPages: 5_000,
  mostEmptyPages: 1_000,
  mostRepeatedPages: 4,
  mostAskedAgain: 2,
};
