import { basename } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';

const FETCHED_AGAIN =
  'What came in later is fetched again from where collecting stood then. Tags, settings and searches changed since are lost, and files imported since have to be imported again.';

export function logCutShort(aside: string | null, detail: string): AppError {
  return appError(
    'storage',
    'The log of the last changes ended in the middle of one, as a loss of power or a killed process leaves it. All changes before that one are there. It, and any after it, is fetched again from where collecting stood then.',
    aside ? `What could not be read is kept as ${basename(aside)}.` : 'Nothing to do.',
    { detail },
  );
}

export function logSetAside(aside: string | null, detail: string): AppError {
  return appError(
    'storage',
    `The log of the last changes was damaged and could not be read, so the workspace is as it was when it was last written out. ${FETCHED_AGAIN}`,
    keptAs(aside, 'log'),
    { detail },
  );
}

export function backupRestored(restored: {
  readonly backup: string;
  readonly passedOver: readonly string[];
  readonly aside: string | null;
  readonly detail: string;
}): AppError {
  const { backup, passedOver, aside, detail } = restored;
  const also =
    passedOver.length === 0
      ? ''
      : ` ${passedOver.map((path) => basename(path)).join(', ')} ${passedOver.length === 1 ? 'was' : 'were'} newer, but damaged too.`;
  return appError(
    'storage',
    `The workspace's file was ${aside ? 'damaged' : 'missing'}. The backup ${basename(backup)} was put in its place.${also} ${FETCHED_AGAIN}`,
    keptAs(aside, 'file'),
    { detail },
  );
}

export function startedEmpty(aside: string | null, detail: string): AppError {
  return appError(
    'storage',
    "The workspace's file was damaged and there is no backup that opens, so Keyglass began an empty one. Sources must be added again; their events are then fetched again as far back as the vendor keeps them.",
    keptAs(aside, 'file'),
    { detail },
  );
}

export function foundSound(detail: string): AppError {
  return appError(
    'storage',
    'Keyglass met a damaged part of its file when it was last open, so it read the whole file now. All of it could be read.',
    'If this comes again, look after the disk and its cable.',
    { detail },
  );
}

export function writtenAnew(detail: string): AppError {
  return appError(
    'storage',
    'Keyglass met a damaged part of its file when it was last open. All that is stored could be read, so what was damaged can only be an index, by which it is found. The file was written anew, with new indexes. Nothing is lost.',
    'If this comes again, look after the disk and its cable.',
    { detail },
  );
}

export function notWrittenAnew(detail: string, why: string): AppError {
  return appError(
    'storage',
    'Keyglass met a damaged part of its file when it was last open. All that is stored could be read, but the file could not be written anew, so storing may fail again.',
    'Make room on the disk for a copy of the file and close other programs, then start Keyglass again.',
    { detail: `${detail}; ${why}` },
  );
}

function keptAs(aside: string | null, what: string): string {
  return aside
    ? `The damaged ${what} is kept as ${basename(aside)}.`
    : `No ${what} was there that could be kept.`;
}
