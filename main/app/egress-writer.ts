import type { AppError } from '../../shared/app-error.ts';
import type { Writer } from '../database/writer.ts';
import type { Egress } from '../secrets/egress.ts';

/** The writer with every failure masked before it is kept: the file is read by backups and by whoever finds it. */
export function egressWriter(writer: Writer, egress: Pick<Egress, 'error' | 'ready'>): Writer {
  const masked = async (error: AppError | null) => {
    if (error === null) return null;
    await egress.ready();
    return egress.error(error);
  };
  return {
    ...writer,
    finishRun: async (run) => writer.finishRun({ ...run, error: await masked(run.error) }),
    saveExportJob: async (job) => writer.saveExportJob({ ...job, error: await masked(job.error) }),
  };
}
