import type { AppError } from '../../shared/app-error.ts';
import type { ExportJob } from '../../shared/export-job.ts';
import type { Question } from '../../shared/question.ts';
import type { Result } from '../../shared/result.ts';
import { US_PER_SECOND } from '../../shared/time-range.ts';
import type { Writer } from '../database/writer.ts';
import { maskTexts } from './json-lines.ts';

/** Progress reaches listeners at most this often. */
const PROGRESS_EVERY_US = US_PER_SECOND / 5;

/** What is known of one job while it runs, told to listeners, and kept in the workspace at its start and its end. */
export interface JobRecord {
  current(): ExportJob;
  /** Writes the job and an audit entry. Without both, nothing may be exported. */
  begin(): Promise<Result<null, AppError>>;
  /** It no longer waits for others. */
  turnHasCome(): void;
  progress(change: Partial<Pick<ExportJob, 'written' | 'bytes' | 'total'>>): void;
  end(state: 'done' | 'cancelled' | 'failed', error: AppError | null): Promise<ExportJob>;
}

interface RecordedParts {
  readonly writer: Pick<Writer, 'saveExportJob' | 'recordAudit'>;
  readonly clock: { nowUs(): number };
  mask(text: string): string;
  maskTyped?(text: string): string;
}

export function createJobRecord(options: {
  parts: RecordedParts;
  job: ExportJob;
  question: Question;
  columns: readonly string[];
  tell(job: ExportJob): void;
}): JobRecord {
  const { writer, clock, mask, maskTyped = mask } = options.parts;
  let job = options.job;
  let toldAtUs = job.startedAtUs;

  function audit(action: string, detail: Readonly<Record<string, unknown>>): Promise<Result<null, AppError>> {
    const { jobId, format, path } = job;
    return writer.recordAudit({ atUs: clock.nowUs(), action, detail: { jobId, format, path, ...detail } });
  }

  return {
    current: () => job,
    async begin() {
      // The question is masked too: someone may have searched for a secret by its value.
      const question = maskTexts(options.question, maskTyped);
      const audited = await audit('export.started', { columns: options.columns, question });
      if (!audited.ok) return audited;
      // Kept as running in any case: what a crash cuts off is told by that.
      const saved = await writer.saveExportJob({ ...job, state: 'running' });
      if (saved.ok) options.tell(job);
      return saved;
    },
    turnHasCome() {
      if (job.state !== 'waiting') return;
      job = { ...job, state: 'running' };
      options.tell(job);
    },
    progress(change) {
      job = { ...job, ...change };
      const nowUs = clock.nowUs();
      if (nowUs - toldAtUs < PROGRESS_EVERY_US) return;
      toldAtUs = nowUs;
      options.tell(job);
    },
    async end(state, error) {
      job = { ...job, state, error, finishedAtUs: clock.nowUs() };
      if (state === 'done') job = { ...job, total: job.written };
      const { written, bytes } = job;
      const audited = await audit('export.ended', { state, written, bytes });
      const saved = await writer.saveExportJob(job);
      // The file is there or gone by now; a record that could not be kept is told with the job.
      const unrecorded = !audited.ok ? audited.error : !saved.ok ? saved.error : null;
      if (unrecorded && !job.error) job = { ...job, error: unrecorded };
      options.tell(job);
      return job;
    },
  };
}
