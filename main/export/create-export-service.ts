import { type AppError, appError } from '../../shared/app-error.ts';
import type { ExportJob } from '../../shared/export-job.ts';
import type { IpcInput } from '../../shared/ipc/ipc-contract.ts';
import type { Question, Sort } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Readers, SqlQuery } from '../database/readers.ts';
import type { Writer } from '../database/writer.ts';
import { checkTarget } from './check-target.ts';
import { lineFormats } from './export-format.ts';
import { listExportJobs } from './export-history.ts';
import type { ExportService } from './export-service.ts';
import { createJobRecord, type JobRecord } from './job-record.ts';
import { type ExportRun, runExport } from './run-export.ts';
import { Turns } from './turns.ts';

export interface ExportServiceParts {
  readonly readers: Readers;
  readonly writer: Pick<Writer, 'saveExportJob' | 'recordAudit'>;
  /** Every row of the question, in this order, the columns named as asked for; times as TIMESTAMP. */
  buildRowsQuery(
    question: Question,
    sort: Sort,
    columns: readonly string[],
    nowUs: number,
  ): Result<SqlQuery, AppError>;
  readonly clock: { nowUs(): number };
  /** The egress function: takes out of a text what must not leave the app. */
  mask(text: string): string;
  /** Resolves when `mask` knows all that it is to take out; never rejects. Without it, that is from the start. */
  maskReady?(): Promise<void>;
  /** `mask` for what a person wrote, which may be a value that was exposed. */
  maskTyped?(text: string): string;
  /** A UUID for each job. */
  newId(): string;
  /** Where a path that is not absolute starts from. */
  readonly exportFolder: string;
  /** Exports into this folder are refused. */
  readonly workspaceFolder: string;
}

interface RunningJob {
  readonly record: JobRecord;
  readonly stop: AbortController;
  readonly ended: Promise<ExportJob>;
}

/** Each takes out of JSON what it exports, and what one needs for that is most of what the database may take. */
const AT_A_TIME = 1;

/** One export runs, the others wait for it in the order they came; two never write to the same file. */
export function createExportService(parts: ExportServiceParts): ExportService {
  const turns = new Turns(AT_A_TIME);
  const running = new Map<string, RunningJob>();
  const ended = new Map<string, ExportJob>();
  const listeners = new Set<(job: ExportJob) => void>();

  const tell = (job: ExportJob) => {
    for (const listener of listeners) listener(job);
  };

  async function start(input: IpcInput<'exports.start'>): Promise<Result<{ jobId: string }, AppError>> {
    const columns = lineFormats[input.format].columns ?? input.columns;
    if (columns.length === 0) return failed(noColumns());
    const startedAtUs = parts.clock.nowUs();
    // What is stored from now on stays out, so that the count and the rows fit together.
    const question = { ...input.question, storedUntilUs: input.question.storedUntilUs ?? startedAtUs };
    const rows = parts.buildRowsQuery(question, input.sort, columns, startedAtUs);
    if (!rows.ok) return rows;
    const path = await checkTarget({ ...parts, path: input.path, overwrite: input.overwrite });
    if (!path.ok) return path;
    if ([...running.values()].some((job) => job.record.current().path === path.value)) {
      return failed(beingWritten(path.value));
    }
    const job: ExportJob = {
      ...newJob(parts.newId(), input.format, path.value, startedAtUs),
      state: turns.isFree ? 'running' : 'waiting',
    };
    const record = createJobRecord({ parts, job, question, columns, tell });
    return launch(record, { rows: rows.value, sort: input.sort, columns, overwrite: input.overwrite });
  }

  /** From here on nothing is refused but for want of a record. */
  async function launch(
    record: JobRecord,
    work: Pick<ExportRun, 'rows' | 'sort' | 'columns' | 'overwrite'>,
  ): Promise<Result<{ jobId: string }, AppError>> {
    const { jobId } = record.current();
    const stop = new AbortController();
    const { promise, resolve } = Promise.withResolvers<ExportJob>();
    // Taken before the first wait, so that no second job slips in for the same path or turn.
    running.set(jobId, { record, stop, ended: promise });
    const turn = turns.take(stop.signal);
    const begun = await record.begin();
    if (!begun.ok) {
      running.delete(jobId);
      stop.abort();
      (await turn)?.();
      return begun;
    }
    void runInTurn(turn, { ...parts, ...work, record, signal: stop.signal }).then((job) => {
      running.delete(jobId);
      ended.set(jobId, job);
      resolve(job);
    });
    return ok({ jobId });
  }

  return {
    start,
    async finished(jobId) {
      const job = ended.get(jobId) ?? (await running.get(jobId)?.ended);
      if (!job) throw new Error(`No export ${jobId} was started here`);
      return job;
    },
    list: () =>
      listExportJobs(parts.readers, new Map([...running].map(([id, job]) => [id, job.record.current()]))),
    async cancel(jobId) {
      running.get(jobId)?.stop.abort();
      return ok(null);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      const jobs = [...running.values()];
      for (const job of jobs) job.stop.abort();
      await Promise.all(jobs.map((job) => job.ended));
    },
  };
}

async function runInTurn(turn: ReturnType<Turns['take']>, run: ExportRun): Promise<ExportJob> {
  const giveBack = await turn;
  if (!giveBack) return run.record.end('cancelled', null);
  try {
    run.record.turnHasCome();
    return await runExport(run);
  } finally {
    giveBack();
  }
}

function newJob(jobId: string, format: ExportJob['format'], path: string, startedAtUs: number): ExportJob {
  return {
    jobId,
    format,
    path,
    state: 'running',
    written: 0,
    total: null,
    bytes: 0,
    startedAtUs,
    finishedAtUs: null,
    error: null,
  };
}

function noColumns(): AppError {
  return appError('invalid-input', 'No column was chosen for the export.', 'Choose at least one column.');
}

function beingWritten(path: string): AppError {
  return appError(
    'invalid-input',
    `Another export is writing to ${path}.`,
    'Wait for it, cancel it, or choose another name.',
  );
}
