import type { AppError } from '../../shared/app-error.ts';
import type { ExportJob } from '../../shared/export-job.ts';
import type { IpcInput } from '../../shared/ipc/ipc-contract.ts';
import type { Result } from '../../shared/result.ts';

/** Exports to files, streamed. Made by `create-export-service.ts`. */
export interface ExportService {
  start(input: IpcInput<'exports.start'>): Promise<Result<{ jobId: string }, AppError>>;
  /** Answers when the job has ended, in whatever state. */
  finished(jobId: string): Promise<ExportJob>;
  list(): Promise<Result<ExportJob[], AppError>>;
  cancel(jobId: string): Promise<Result<null, AppError>>;
  onChange(listener: (job: ExportJob) => void): () => void;
  close(): Promise<void>;
}
