import { type AppError, appError } from '../../shared/app-error.ts';
import { noteDamage, noteShortMemory } from './file-notes.ts';
import type { Readers } from './readers.ts';
import { isOutOfMemory } from './storage-error.ts';
import type { WorkspacePaths } from './workspace-folder.ts';

type Listener = (notice: AppError) => void;

/**
 * Sees every error that a reader or the writer answers with. The first that means damage leaves a note for the next
 * opening and is told at once; each question goes on answering for itself.
 */
export class DamageWatch {
  readonly #paths: WorkspacePaths;
  readonly #listeners = new Set<Listener>();
  /** By what they say: the same is told once. */
  readonly #told = new Map<string, AppError>();
  #isShortOfMemory = false;
  #marked: Promise<void> = Promise.resolve();

  constructor(paths: WorkspacePaths) {
    this.#paths = paths;
  }

  /** A listener that comes late is told what was told before. */
  onNotice(listener: Listener): () => void {
    this.#listeners.add(listener);
    for (const notice of this.#told.values()) listener(notice);
    return () => this.#listeners.delete(listener);
  }

  see(error: AppError): void {
    // What comes after it says only that the database has stopped.
    if (this.#isShortOfMemory) return;
    const notice = noticeOf(error);
    if (!notice || this.#told.has(notice.message)) return;
    if (isOutOfMemory(error.detail ?? '')) {
      this.#seeShortMemory(error);
      return;
    }
    // A full disk says nothing of the file, and leaves it whole.
    if (notice.kind !== 'disk-full') this.#marked = noteDamage(this.#paths, error.detail ?? error.message);
    this.tell(notice);
  }

  /** An error of the writer. A question may just be too wide for the memory; what is to be stored is as it is. */
  seeWriting(error: AppError): void {
    if (isOutOfMemory(error.detail ?? '')) this.#seeShortMemory(error);
    else this.see(error);
  }

  #seeShortMemory(error: AppError): void {
    if (this.#isShortOfMemory) return;
    this.#isShortOfMemory = true;
    this.#marked = noteShortMemory(this.#paths);
    this.tell(error);
  }

  /** For what else the person should know at once. */
  tell(notice: AppError): void {
    if (this.#told.has(notice.message)) return;
    this.#told.set(notice.message, notice);
    for (const listener of this.#listeners) listener(notice);
  }

  /** Until the note is on the disk. */
  settled(): Promise<void> {
    return this.#marked;
  }
}

export function watchReaders<Watched extends Readers>(readers: Watched, watch: DamageWatch): Watched {
  return {
    ...readers,
    async all(query, signal) {
      const rows = await readers.all(query, signal);
      if (!rows.ok) watch.see(rows.error);
      return rows;
    },
    async *stream(query, signal) {
      for await (const piece of readers.stream(query, signal)) {
        if (!piece.ok) watch.see(piece.error);
        yield piece;
      }
    },
  };
}

const AGAIN =
  'Close Keyglass and start it again: it then reads the whole file and, if that fails, keeps it aside, puts the newest sound backup in its place and fetches what came in later again.';

function noticeOf(error: AppError): AppError | null {
  const detail = error.detail === undefined ? {} : { detail: error.detail };
  if (error.kind === 'workspace-damaged') {
    return appError(
      'workspace-damaged',
      'A part of the workspace’s file is damaged on the disk. What needs that part fails, everything else goes on.',
      AGAIN,
      detail,
    );
  }
  if (/^FATAL Error/.test(error.detail ?? '') && error.kind === 'disk-full') {
    return appError(
      'disk-full',
      'The disk became full while the database was writing, so it stopped: nothing more can be read or stored now. What was stored before is safe.',
      'Free some space on the disk that holds the workspace, then close Keyglass and start it again: it goes on where it stopped.',
      detail,
    );
  }
  if (/^FATAL Error/.test(error.detail ?? '')) {
    return appError(
      'workspace-damaged',
      'The database stopped after a serious failure, so nothing more can be read or stored now. What was stored before is safe.',
      AGAIN,
      detail,
    );
  }
  return null;
}
