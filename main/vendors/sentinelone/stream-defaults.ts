/** What all streams of a console have in common. */
export const consoleStream = {
  timeoutMs: 30_000,
  // A thousand threats with all that is known of their endpoints.
  maxAnswerBytes: 64 * 1_024 * 1_024,
} as const;

/**
 * From the newest time that was seen to the present, in one go: the API takes a lower bound only. The bound is the
 * newest time itself, cut to its second, so that nothing of that second is lost.
 */
export const sinceLastTime = {
  kind: 'time-walk',
  maxWindowUs: null,
  overlapUs: 0,
  lagUs: 0,
} as const;
