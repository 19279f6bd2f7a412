import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { CheckpointToStore } from '../database/stored-page.ts';
import type { SourceRecord, Writer } from '../database/writer.ts';
import { backFillCheckpoint } from './back-fill-position.ts';
import type { Clock } from './clock.ts';
import type { TimeWindow } from './pagination/pagination.ts';
import type { SourceBook } from './source-book.ts';
import { noBackFill } from './source-problems.ts';
import type { Runnable } from './stream-job.ts';
import { withBackFill } from './stream-state.ts';
import type { RunDependencies } from './walk-to-present.ts';

export interface KeptBackFillsParts extends Pick<RunDependencies, 'readCheckpoint'> {
  readonly book: SourceBook;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** The ranges that are asked for as they are written down, so that they outlive a restart; the book follows the file. */
export class KeptBackFills {
  readonly #parts: KeptBackFillsParts;

  constructor(parts: KeptBackFillsParts) {
    this.#parts = parts;
  }

  /** In a run of its own, since a checkpoint is stored with a page of a run. It is no success: nothing was asked yet. */
  async begin({ source, stream }: Runnable, range: TimeWindow): Promise<Result<null, AppError>> {
    const { book, writer, clock } = this.#parts;
    const { sourceId } = source;
    const runId = this.#parts.newId();
    const startedAtUs = clock.nowUs();
    const started = await writer.startRun({
      runId,
      sourceId,
      stream: stream.name,
      startedAtUs,
      purpose: 'back-fill',
    });
    if (!started.ok) return started;
    const checkpoint = backFillCheckpoint({ range, isPaused: false, runId, walk: null });
    const saved = await this.#save(source, stream.name, runId, checkpoint);
    const outcome = saved.ok ? 'interrupted' : 'failed';
    await writer.finishRun({ runId, finishedAtUs: clock.nowUs(), outcome, error: null });
    if (!saved.ok) return saved;
    const begun = { range, runId, isPaused: false, isRunning: false, progress: null };
    const backFill = { ...begun, error: null, failures: 0, plan: null };
    book.change(sourceId, stream.name, (state) => ({ ...state, backFill }));
    return ok(null);
  }

  async setPaused({ source, stream }: Runnable, isPaused: boolean): Promise<Result<null, AppError>> {
    const { book } = this.#parts;
    const { sourceId } = source;
    const stored = await this.#parts.readCheckpoint(sourceId, stream.name, 'back-fill');
    if (!stored.ok) return stored;
    const known = book.get(sourceId)?.streams.get(stream.name)?.backFill ?? null;
    if (stored.value === null || known === null) return failed(noBackFill());
    const fields = JSON.parse(stored.value.position) as Readonly<Record<string, unknown>>;
    const position = JSON.stringify({ ...fields, isPaused });
    const saved = await this.#save(source, stream.name, known.runId, { ...stored.value, position });
    if (saved.ok) {
      book.change(sourceId, stream.name, (state) => withBackFill(state, { isPaused, error: null }));
    }
    return saved;
  }

  async remove(sourceId: string, stream: string): Promise<Result<null, AppError>> {
    const removed = await this.#parts.writer.removeBackFill(sourceId, stream);
    if (removed.ok) this.#parts.book.change(sourceId, stream, (state) => ({ ...state, backFill: null }));
    return removed;
  }

  async #save(
    source: SourceRecord,
    stream: string,
    runId: string,
    checkpoint: CheckpointToStore,
  ): Promise<Result<null, AppError>> {
    const stored = await this.#parts.writer.commitPage({
      runId,
      sourceId: source.sourceId,
      sourceName: source.name,
      vendor: source.vendor,
      stream,
      receivedAtUs: this.#parts.clock.nowUs(),
      events: [],
      rejected: [],
      secrets: [],
      versions: 'none',
      checkpointOf: 'back-fill',
      checkpoint,
    });
    return stored.ok ? ok(null) : stored;
  }
}
