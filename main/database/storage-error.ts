import { type AppError, appError } from '../../shared/app-error.ts';

/** Their messages speak of files, memory and SQL text only. Others can quote a value, which must not leave this file. */
const CLASSES_WITHOUT_VALUES =
  /^(IO|Out of Memory|Permission|Parser|Binder|Catalog|TransactionContext|FATAL|INTERNAL) Error/i;
const MAX_DETAIL = 400;

/**
 * What DuckDB or the file system threw, as a value. `work` ends the sentence "Keyglass could not …": "store a page of
 * events". Values that were bound never appear in it.
 */
export function storageError(problem: unknown, work: string): AppError {
  const text = problem instanceof Error ? problem.message : String(problem);
  const detail = detailOf(text);
  if (/^INTERRUPT Error|Interrupted!/i.test(text)) return cancelledError();
  if (isDamage(text)) return damagedError(work, detail);
  if (isDiskFull(text) && isFatal(text)) {
    return appError(
      'disk-full',
      `The disk had no room left and the database stopped, so Keyglass could not ${work}. What was stored before is safe.`,
      'Free some space on the disk that holds the workspace, then close Keyglass and start it again.',
      { detail },
    );
  }
  if (isDiskFull(text)) {
    return appError(
      'disk-full',
      `The disk has no room left, so Keyglass could not ${work}. What was stored before is safe.`,
      'Free some space on the disk that holds the workspace, then try again.',
      { detail },
    );
  }
  if (isFatal(text) && isOutOfMemory(text)) {
    return appError(
      'storage',
      `The database stopped because it needs more memory than it was given, so Keyglass could not ${work}. What was stored before is safe.`,
      'Start Keyglass again: it then gives the database more. Very long records in large numbers are what takes it.',
      { detail },
    );
  }
  if (isOutOfMemory(text)) {
    return appError(
      'storage',
      `Keyglass could not ${work} within the memory it may use.`,
      'Narrow the time range or the query. If nothing was asked, start Keyglass again: it then gives the database more.',
      { detail },
    );
  }
  if (isFatal(text)) {
    return appError(
      'storage',
      `The database stopped after a serious failure, so Keyglass could not ${work}. What was stored before is safe.`,
      'Start Keyglass again.',
      { detail },
    );
  }
  if (/^IO Error|^E[A-Z]+:/.test(text)) {
    return appError(
      'storage',
      `The workspace's files could not be read or written, so Keyglass could not ${work}.`,
      'Check that the disk is present and that you may write to the workspace folder.',
      { detail },
    );
  }
  return appError('internal', `Keyglass could not ${work}.`, 'Please report this; nothing was changed.', {
    detail,
  });
}

/** Whatever DuckDB was at when no more memory was to be had; it says nothing of the file. */
export function isOutOfMemory(text: string): boolean {
  return /Out of Memory|failed to pin block|could not allocate block|failed to allocate/i.test(text);
}

/** Nothing works any more until the file is opened anew. */
function isFatal(text: string): boolean {
  return /^FATAL Error|database has been invalidated/i.test(text);
}

export function cancelledError(): AppError {
  return appError('cancelled', 'The question was stopped.', 'Ask again if you still want the answer.');
}

/** What DuckDB says of a block, an entry of its log or a structure that is not what was written. */
export function isDamage(text: string): boolean {
  return (
    !isDiskFull(text) &&
    /Corrupt database file|Corrupt WAL|does not match stored checksum|could not read enough bytes|^Serialization Error/i.test(
      text,
    )
  );
}

function damagedError(work: string, detail: string): AppError {
  return appError(
    'workspace-damaged',
    `A part of the workspace’s file is damaged on the disk, so Keyglass could not ${work}.`,
    'Close Keyglass and start it again: it then reads the whole file and, if that fails, puts the newest sound backup in its place and fetches what came in later again.',
    { detail },
  );
}

export function isDiskFull(text: string): boolean {
  return /No space left on device|not enough space on the disk|ENOSPC|EDQUOT|Disk quota exceeded|File too large/i.test(
    text,
  );
}

function detailOf(text: string): string {
  const firstLine = text.split('\n', 1)[0] ?? '';
  if (CLASSES_WITHOUT_VALUES.test(text) || /^E[A-Z]+:/.test(text)) return firstLine.slice(0, MAX_DETAIL);
  return /^[A-Za-z ]+ Error/.exec(text)?.[0] ?? 'unexpected failure';
}
