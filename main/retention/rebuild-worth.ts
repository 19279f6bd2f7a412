import type { RebuildGain } from '../database/rebuild-gain.ts';

const MB = 1024 * 1024;
/** A few blocks are free at any time. */
const LEAST_BYTES = MB;
const LARGE_SHARE = 0.2;
/** From this much free room on, a small share is worth it, too; less of it is filled by the next days’ events. */
const LARGE_BYTES = 64 * MB;
const LEAST_SHARE = 0.05;

/** Whether so much room is worth writing the whole file anew. */
export function isWorthIt({ freeable, fileBytes }: RebuildGain): boolean {
  if (freeable < LEAST_BYTES) return false;
  const share = freeable / fileBytes;
  return share >= LARGE_SHARE || (freeable >= LARGE_BYTES && share >= LEAST_SHARE);
}
