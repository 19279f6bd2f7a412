import type { AppError } from '../../shared/app-error.ts';
import type { Writer } from '../database/writer.ts';
import type { Egress } from '../secrets/egress.ts';

/** The writer with every failure masked before it is kept: the file is read by backups and by whoever finds it. */
export function egressWriter(writer: Writer, egress: Pick<Egress, 'error'>): Writer {
  const masked = (error: AppError | null) => (error === null ? null : egress.error(error));
  return {
    ...writer,
    finishRun: (run) => writer.finishRun({ ...run, error: masked(run.error) }),
    saveExportJob: (job) => writer.saveExportJob({ ...job, error: masked(job.error) }),
  };
}
