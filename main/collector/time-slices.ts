import { setImmediate as nextTurn } from 'node:timers/promises';

export interface TimeSlices {
  /** Lets other work of the process go first where this has kept it waiting for a slice's length; else does nothing. */
  pause(): Promise<void> | undefined;
}

/** Cuts long work on the main thread into slices, so that the window and its calls never wait long for it. */
export function createTimeSlices(sliceMs = 8): TimeSlices {
  let startedAt = performance.now();
  return {
    pause() {
      if (performance.now() - startedAt < sliceMs) return undefined;
      return nextTurn().then(() => {
        startedAt = performance.now();
      });
    },
  };
}
