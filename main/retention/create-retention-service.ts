import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { RetentionRule, RetentionStatus } from '../../shared/retention.ts';
import type { Clock } from '../collector/clock.ts';
import { readRetentionRules } from '../database/retention-reader.ts';
import { readSources } from '../database/source-reader.ts';
import { previewRule } from './apply-rules.ts';
import { isDue, type LastRun, readLastRun } from './last-run.ts';
import {
  fileBytes,
  type RetentionParts,
  type RunEnd,
  type RunProgress,
  runRetention,
  shrinkFile,
} from './retention-run.ts';
import type { RetentionService } from './retention-service.ts';
import { readSourceRetention } from './retention-status.ts';
import { ruleProblem } from './rule-problem.ts';

/** Often enough for a laptop that sleeps, and for a file that waits for a moment without a question. */
const CHECK_EVERY_MS = 10 * 60_000;

interface ServiceParts extends RetentionParts {
  readonly clock: Clock;
  readonly reportProblem: (where: string, problem: unknown) => void;
}

/** One run at a time; one begins by itself soon after a rule was saved, and every day. */
export function createRetentionService(parts: ServiceParts): RetentionService {
  const runs = new RetentionRuns(parts);
  const { readers } = parts.workspace;
  return {
    status: () => runs.status(),
    async save(sourceId, rule) {
      const saved = await saveRule(parts, sourceId, rule);
      if (saved.ok) runs.ruleSaved();
      return saved;
    },
    preview: (sourceId, rule, signal) => previewRule(readers, sourceId, rule, parts.clock.nowUs(), signal),
    async run() {
      runs.begin();
      return ok(null);
    },
    runIfDue: () => runs.runIfDue(),
    cancel: () => runs.cancel(),
    finished: () => runs.finished(),
    onChange: (listener) => runs.onChange(listener),
    close: () => runs.close(),
  };
}

type Work = (signal: AbortSignal, progress: RunProgress) => Promise<Result<RunEnd, AppError>>;
type Shown = Pick<RetentionStatus, 'state' | 'error'>;

class RetentionRuns {
  readonly #parts: ServiceParts;
  readonly #listeners = new Set<(status: RetentionStatus) => void>();
  readonly #closing = new AbortController();
  readonly #scheduleEnded: Promise<void>;
  #shown: Shown = { state: 'idle', error: null };
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  #telling: Promise<void> = Promise.resolve();
  #triedAtUs: number | null = null;
  #isRuleNew = false;
  /** Undefined until it is read. */
  #lastRun: LastRun | null | undefined;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
    this.#scheduleEnded = this.#keepSchedule().catch((bug) => parts.reportProblem('retention', bug));
  }

  begin(): void {
    if (this.#running) return;
    this.#triedAtUs = this.#parts.clock.nowUs();
    this.#isRuleNew = false;
    this.#begin((signal, progress) => runRetention(this.#parts, signal, progress));
  }

  /** It is applied at the next look, and not at once: there is time to take back a slip. */
  ruleSaved(): void {
    this.#isRuleNew = true;
    this.tell();
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
    const [sources, lastRun] = await Promise.all([readSourceRetention(readers), this.#knownLastRun()]);
    if (!sources.ok) return sources;
    if (!lastRun.ok) return lastRun;
    const bytes = await fileBytes(folder);
    return ok({ ...shown, fileBytes: bytes, sources: sources.value, lastRun: lastRun.value });
  }

  /** One after the other, so that what is told last is how things are. */
  tell(shown = this.#shown): void {
    this.#shown = shown;
    this.#telling = this.#telling.then(async () => {
      if (this.#listeners.size === 0) return;
      const status = await this.status(shown);
      if (status.ok) for (const listener of this.#listeners) listener(status.value);
    });
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
      onLastRun: (run) => {
        this.#lastRun = run;
      },
    });
    const error = result.ok || signal.aborted ? null : result.error;
    if (error) this.#parts.reportProblem('retention', error);
    const isWaiting = result.ok && result.value === 'shrink-later';
    this.#end({ state: error ? 'failed' : isWaiting ? 'waiting-to-swap' : 'idle', error });
    await this.#telling;
  }

  #end(shown: Shown): void {
    this.#running = null;
    this.tell(shown);
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
    if (this.#shown.state === 'waiting-to-swap' && run) {
      this.#begin((signal, progress) => shrinkFile(this.#parts, run, signal, progress));
      return;
    }
    if (!this.#isRuleNew && !isDue(this.#triedAtUs ?? run?.atUs ?? null, clock.nowUs())) return;
    // Without a rule it is over for today as well.
    this.#triedAtUs = clock.nowUs();
    this.#isRuleNew = false;
    const rules = await readRetentionRules(workspace.readers);
    if (rules.ok && rules.value.size > 0) this.begin();
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

async function saveRule(
  { workspace, clock }: RetentionParts,
  sourceId: string,
  rule: RetentionRule,
): Promise<Result<null, AppError>> {
  const sources = await readSources(workspace.readers);
  if (!sources.ok) return sources;
  const source = sources.value.find((one) => one.sourceId === sourceId);
  if (!source) return failed(sourceIsGone());
  const problem = ruleProblem(source, rule);
  if (problem) return failed(problem);
  const saved = await workspace.writer.saveRetentionRule(sourceId, rule);
  if (!saved.ok) return saved;
  return workspace.writer.recordAudit({
    atUs: clock.nowUs(),
    action: 'retention.changed',
    detail: { sourceId, source: source.name, ...rule },
  });
}

function sourceIsGone(): AppError {
  return appError(
    'not-found',
    'This source has been removed, so nothing was changed. Its events stay.',
    'Look at the list of sources again.',
  );
}
