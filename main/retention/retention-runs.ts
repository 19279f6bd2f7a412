import type { AppError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RetentionStatus } from '../../shared/retention.ts';
import type { Clock } from '../collector/clock.ts';
import { readRetentionRules } from '../database/retention-reader.ts';
import { type BelievedTime, clockDoubt } from './believed-time.ts';
import { isDue, type LastRun, readLastRun } from './last-run.ts';
import {
  fileBytes,
  type RetentionParts,
  type RunEnd,
  type RunProgress,
  runRetention,
  shrinkFile,
} from './retention-run.ts';
import { readSourceRetention } from './retention-status.ts';
import type { TimeKeeper } from './time-keeper.ts';

/** Often enough for a laptop that sleeps, and for a file that waits for a moment without a question. */
const CHECK_EVERY_MS = 10 * 60_000;

export interface ServiceParts extends RetentionParts {
  readonly clock: Clock;
  readonly reportProblem: (where: string, problem: unknown) => void;
}

type Work = (signal: AbortSignal, progress: RunProgress) => Promise<Result<RunEnd, AppError>>;
type Shown = Pick<RetentionStatus, 'state' | 'error'>;

/** One run at a time, with what is shown of it; they begin by themselves once a day, and soon after a rule was saved. */
export class RetentionRuns {
  readonly #parts: ServiceParts;
  readonly #time: TimeKeeper;
  readonly #listeners = new Set<(status: RetentionStatus) => void>();
  readonly #closing = new AbortController();
  readonly #scheduleEnded: Promise<void>;
  #shown: Shown = { state: 'idle', error: null };
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  #telling: Promise<void> = Promise.resolve();
  #told: RetentionStatus | null = null;
  #triedAtUs: number | null = null;
  #isRuleNew = false;
  /** Old events have left, and the file is still to be made smaller. */
  #shrinksLater = false;
  /** Of what went wrong last. */
  #reported: string | null = null;
  /** The clock was in doubt at the last run, and is still. */
  #isInDoubt = false;
  /** Undefined until it is read. */
  #lastRun: LastRun | null | undefined;

  constructor(parts: ServiceParts, time: TimeKeeper) {
    this.#parts = parts;
    this.#time = time;
    this.#scheduleEnded = this.#keepSchedule().catch((bug) => parts.reportProblem('retention', bug));
  }

  begin(trustsClock = false): void {
    if (this.#running) return;
    this.#triedAtUs = this.#parts.clock.nowUs();
    this.#isRuleNew = false;
    this.#begin(async (signal, progress) => {
      const believed = await (trustsClock ? this.#time.trustClock() : this.#time.moveOn());
      if (!believed.ok) return believed;
      this.#reportDoubt(believed.value);
      return runRetention(this.#parts, believed.value.timeUs, signal, progress);
    });
  }

  /** It is applied at the next look, and not at once: there is time to take back a slip. */
  ruleSaved(): void {
    this.#isRuleNew = true;
    void this.tell();
  }

  async runIfDue(): Promise<Result<null, AppError>> {
    await this.#beginWhatIsDue();
    await this.finished();
    return this.#shown.error ? failed(this.#shown.error) : ok(null);
  }

  async cancel(): Promise<void> {
    this.#running?.stop.abort();
    await this.finished();
  }

  async finished(): Promise<void> {
    await this.#running?.ended;
  }

  onChange(listener: (status: RetentionStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#closing.abort();
    await Promise.all([this.cancel(), this.#scheduleEnded, this.#telling]);
  }

  async status(shown = this.#shown): Promise<Result<RetentionStatus, AppError>> {
    const { folder, readers } = this.#parts.workspace;
    const [sources, lastRun, believed] = await Promise.all([
      readSourceRetention(readers),
      this.#knownLastRun(),
      this.#time.believed(),
    ]);
    if (!sources.ok) return sources;
    if (!lastRun.ok) return lastRun;
    if (!believed.ok) return believed;
    const hasRule = sources.value.some(({ keepDays, keepBytes }) => keepDays !== null || keepBytes !== null);
    return ok({
      ...shown,
      fileBytes: await fileBytes(folder),
      sources: sources.value,
      lastRun: lastRun.value,
      clockDoubt: hasRule ? clockDoubt(believed.value, this.#parts.clock.nowUs()) : null,
    });
  }

  /** One after the other, so that what is told last is how things are. Resolves when it is told. */
  tell(shown = this.#shown): Promise<void> {
    this.#shown = shown;
    this.#telling = this.#telling.then(async () => {
      this.#told = null;
      if (this.#listeners.size === 0) return;
      const status = await this.status(shown);
      if (status.ok) this.#tellAll(status.value);
    });
    return this.#telling;
  }

  /**
   * Asks nothing, for the state alone is another: how much there is takes long to ask in a large file, and the swap
   * would wait in vain for a moment without a question, its own.
   */
  #tellOfWaiting(): void {
    const shown: Shown = { state: 'waiting-to-swap', error: null };
    this.#shown = shown;
    this.#telling = this.#telling.then(() => {
      if (this.#told) this.#tellAll({ ...this.#told, ...shown });
    });
  }

  #tellAll(status: RetentionStatus): void {
    this.#told = status;
    for (const listener of this.#listeners) listener(status);
  }

  #begin(work: Work): void {
    if (this.#closing.signal.aborted) return;
    const stop = new AbortController();
    // Taken before the first wait, so that no second run begins beside it.
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    this.#running = { stop, ended };
    const unforeseen = (bug: unknown) => {
      this.#parts.reportProblem('retention', bug);
      this.#end({ state: 'idle', error: null });
    };
    void this.#workToEnd(work, stop.signal).catch(unforeseen).then(resolve);
  }

  async #workToEnd(work: Work, signal: AbortSignal): Promise<void> {
    const result = await work(signal, {
      onState: (state) => this.tell({ state, error: null }),
      onWaiting: () => this.#tellOfWaiting(),
      onLastRun: (run) => {
        this.#lastRun = run;
      },
    });
    const error = signal.aborted ? null : result.ok ? result.value.obstacle : result.error;
    this.#reportOnce(error);
    this.#shrinksLater = result.ok && result.value.shrinksLater;
    this.#end({ state: error ? 'failed' : this.#shrinksLater ? 'waiting-to-swap' : 'idle', error });
    await this.#telling;
  }

  #end(shown: Shown): void {
    this.#running = null;
    void this.tell(shown);
  }

  async #keepSchedule(): Promise<void> {
    const { clock } = this.#parts;
    for (;;) {
      await clock.sleep(CHECK_EVERY_MS, this.#closing.signal);
      if (this.#closing.signal.aborted) return;
      await this.#beginWhatIsDue();
    }
  }

  async #beginWhatIsDue(): Promise<void> {
    const { workspace, clock } = this.#parts;
    const lastRun = await this.#knownLastRun();
    if (!lastRun.ok || this.#running) return;
    const run = lastRun.value;
    const believed = await this.#time.moveOn();
    if (!believed.ok || this.#running) return;
    const isCertainAgain = this.#isInDoubt && believed.value.clock === 'believed';
    const isToday = !isDue(this.#triedAtUs ?? run?.atUs ?? null, clock.nowUs());
    if (isToday && !this.#isRuleNew && !isCertainAgain) {
      if (this.#shrinksLater && run) {
        this.#begin((signal, progress) => shrinkFile(this.#parts, run, signal, progress));
      }
      return;
    }
    // Without a rule it is over for today as well.
    this.#triedAtUs = clock.nowUs();
    this.#isRuleNew = false;
    const rules = await readRetentionRules(workspace.readers);
    if (rules.ok && rules.value.size > 0) this.begin();
  }

  /** Not every ten minutes that the disk has no room. */
  #reportOnce(error: AppError | null): void {
    if (error && error.message !== this.#reported) this.#parts.reportProblem('retention', error);
    this.#reported = error?.message ?? null;
  }

  /** Once, and not every day that it goes on. */
  #reportDoubt(believed: BelievedTime): void {
    const doubt = clockDoubt(believed, this.#parts.clock.nowUs());
    if (doubt && !this.#isInDoubt) this.#parts.reportProblem('retention', doubt);
    this.#isInDoubt = doubt !== null;
  }

  async #knownLastRun(): Promise<Result<LastRun | null, AppError>> {
    if (this.#lastRun === undefined) {
      const read = await readLastRun(this.#parts.workspace.readers);
      if (!read.ok) return read;
      // A run may have ended meanwhile.
      this.#lastRun ??= read.value;
    }
    return ok(this.#lastRun);
  }
}
