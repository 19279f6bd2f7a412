import { Readable } from 'node:stream';
import { BrotliDecompress, Gunzip, Inflate } from 'node:zlib';
import { onTestFinished, vi } from 'vitest';

/**
 * Counts what comes out of every unpacking in this process, from here to the end of the test. The memory of the process
 * would tell it only roughly: other work, and when memory is given back, change it too.
 */
export function countUnpacked(): { bytes: number } {
  const unpacked = { bytes: 0 };
  const { push } = Readable.prototype;
  const spy = vi.spyOn(Readable.prototype, 'push').mockImplementation(function (
    this: Readable,
    piece,
    coding,
  ) {
    const isUnpacking = [Gunzip, Inflate, BrotliDecompress].some((kind) => this instanceof kind);
    if (isUnpacking && piece instanceof Uint8Array) unpacked.bytes += piece.length;
    return push.call(this, piece, coding);
  });
  onTestFinished(() => spy.mockRestore());
  return unpacked;
}
