import { type AppError, appError } from '../../shared/app-error.ts';
import type { ImportJob, InspectedFile } from '../../shared/import-job.ts';
import type { IpcInput } from '../../shared/ipc/ipc-contract.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { noCounts } from '../../shared/source-status.ts';
import { type ImportFilesOptions, type PreparedImport, prepareImport } from './import-files.ts';
import { sizesOf } from './import-records.ts';
import { inspectFile } from './inspect-files.ts';
import { createNotifier } from './notifier.ts';

/** Files of raw vendor records, read in the background. */
export interface ImportJobs {
  inspect(paths: readonly string[]): Promise<Result<InspectedFile[], AppError>>;
  start(input: IpcInput<'imports.start'>): Promise<Result<{ importId: string }, AppError>>;
  /** Those of this run of the app, the newest first. */
  list(): Promise<Result<ImportJob[], AppError>>;
  cancel(importId: string): Promise<Result<null, AppError>>;
  onChange(listener: (job: ImportJob) => void): () => void;
  /** Waits for what goes on to reach a safe point; `closing` of the options has to be aborted. */
  close(): Promise<void>;
}

const mostJobs = 100;
const mostReasons = 10;
/** A window redraws no faster than a person reads. */
const newsSpacingMs = 250;

interface KeptJob {
  job: ImportJob;
  readonly controller: AbortController;
  readonly reasons: Map<string, number>;
  ended: Promise<void>;
}

export function createImportJobs(options: ImportFilesOptions): ImportJobs {
  const { clock, closing } = options;
  const jobs = new Map<string, KeptJob>();
  const changed = new Set<string>();
  const notifier = createNotifier(clock, newsSpacingMs, () => {
    const news = [...changed].flatMap((importId) => jobs.get(importId)?.job ?? []);
    changed.clear();
    return news;
  });

  function change(kept: KeptJob, step: Partial<ImportJob>): void {
    kept.job = { ...kept.job, ...step };
    changed.add(kept.job.importId);
    notifier.touch();
  }

  async function run(kept: KeptJob, prepared: PreparedImport): Promise<void> {
    const imported = await prepared
      .run({
        onBytes: (bytesRead) => change(kept, { bytesRead: Math.min(bytesRead, kept.job.bytesTotal) }),
        onPage: ({ runCounts, rejectedReasons }) => {
          addReasons(kept.reasons, rejectedReasons);
          change(kept, { counts: runCounts, rejectedReasons: commonest(kept.reasons) });
        },
      })
      .catch(() => failed(bugError()));
    const finishedAtUs = clock.nowUs();
    if (imported.ok) return change(kept, { state: 'done', counts: imported.value, finishedAtUs });
    const isCancelled = imported.error.kind === 'cancelled';
    const error = isCancelled ? null : imported.error;
    change(kept, { state: isCancelled ? 'cancelled' : 'failed', error, finishedAtUs });
  }

  /** The oldest that have ended are forgotten. */
  function makeRoom(): void {
    for (const [importId, { job }] of jobs) {
      if (jobs.size < mostJobs) return;
      if (job.state !== 'running') jobs.delete(importId);
    }
  }

  return {
    async inspect(paths) {
      const files: InspectedFile[] = [];
      for (const path of paths) files.push(await inspectFile(path, options.vendors, closing));
      return ok(files);
    },
    async start({ vendor, stream, paths, sourceId, isForced = false }) {
      const sizes = await sizesOf(paths);
      if (!sizes.ok) return sizes;
      const controller = new AbortController();
      const source = sourceId === null ? {} : { source: sourceId };
      const { signal } = controller;
      const prepared = await prepareImport({ vendor, stream, paths, ...source, signal, isForced }, options);
      if (!prepared.ok) return prepared;
      makeRoom();
      const importId = options.newId();
      const job: ImportJob = {
        importId,
        vendor,
        stream,
        sourceId: prepared.value.sourceId,
        files: [...paths],
        state: 'running',
        counts: noCounts,
        bytesRead: 0,
        bytesTotal: sizes.value.reduce((sum, size) => sum + size, 0),
        startedAtUs: clock.nowUs(),
        finishedAtUs: null,
        error: null,
        rejectedReasons: [],
      };
      const kept: KeptJob = { job, controller, reasons: new Map(), ended: Promise.resolve() };
      jobs.set(importId, kept);
      kept.ended = run(kept, prepared.value);
      return ok({ importId });
    },
    list: async () => ok([...jobs.values()].map(({ job }) => job).reverse()),
    async cancel(importId) {
      const kept = jobs.get(importId);
      if (kept === undefined) return failed(noSuchImport());
      kept.controller.abort();
      await kept.ended;
      return ok(null);
    },
    onChange: (listener) =>
      notifier.listen((news) => {
        for (const job of news) listener(job);
      }),
    async close() {
      await Promise.all([...jobs.values()].map(({ ended }) => ended));
      notifier.close();
    },
  };
}

/** Without the number of the line, which is another one each time. */
function addReasons(reasons: Map<string, number>, more: readonly string[]): void {
  for (const text of more) {
    const reason = text.replace(/^(Line|Record|Row) \d+/, 'A record');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
}

function commonest(reasons: ReadonlyMap<string, number>): ImportJob['rejectedReasons'] {
  return [...reasons]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, mostReasons);
}

function noSuchImport(): AppError {
  return appError('not-found', 'There is no such import any more.', 'Look at the list of imports again.');
}

function bugError(): AppError {
  return appError(
    'internal',
    'Importing stopped because of a fault in Keyglass. What was stored until then is kept.',
    'Please report this. Importing the files again adds only what is missing.',
  );
}
