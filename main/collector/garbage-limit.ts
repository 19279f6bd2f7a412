import { type AppError, appError } from '../../shared/app-error.ts';
import type { StoredPage } from './store-records.ts';

/** Rejected records are kept whole. What one import may add to them has a bound, so that no file fills the disk. */
export interface GarbageLimit {
  add(page: StoredPage): void;
  /** Why the import has to stop; null where it may go on. */
  problem(file: string): AppError | null;
}

const mostBytes = 256 * 1024 * 1024;
/** From so many on, a file of which more than half is rejected is taken for one of something else. */
const mostRecords = 10_000;

export function createGarbageLimit(): GarbageLimit {
  let bytes = 0;
  let rejected = 0;
  let received = 0;
  return {
    add({ counts, rejectedBytes, rejectedReasons }) {
      bytes += rejectedBytes;
      // Those that are known already count as well: a file may repeat one for ever.
      rejected += rejectedReasons.length;
      received += counts.received;
    },
    problem(file) {
      const isMostly = rejected >= mostRecords && rejected > received / 2;
      if (bytes < mostBytes && !isMostly) return null;
      const many = `${rejected.toLocaleString('en')} of ${received.toLocaleString('en')} records`;
      return appError(
        'storage',
        `${many} could not be read up to here, in ${file}: importing was stopped there, so that they don't fill the disk. What was stored is kept, and so are the rejected records.`,
        'Look at the reasons: the file may be of another stream, or damaged.',
      );
    },
  };
}
