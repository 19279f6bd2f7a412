import { appError } from '../../../shared/app-error.ts';
import type { ExportJob } from '../../../shared/export-job.ts';
import { type Emit, FakeFailure, type FakeHandlers } from './create-fake-bridge.ts';

export function sampleExports(): ExportJob[] {
  const base = { startedAtUs: (Date.now() - 3_600_000) * 1_000, error: null } as const;
  const ended = { ...base, finishedAtUs: (Date.now() - 3_590_000) * 1_000 };
  const folder = '/home/analyst/Documents/keyglass';
  return [
    {
      ...base,
      jobId: 'job-4',
      format: 'csv',
      path: `${folder}/aws-keys-november.csv`,
      state: 'running',
      written: 120_400,
      total: 812_044,
      bytes: 31_000_000,
      finishedAtUs: null,
    },
    {
      ...ended,
      jobId: 'job-3',
      format: 'jsonl',
      path: `${folder}/everything.jsonl`,
      state: 'done',
      written: 46_930,
      total: 46_930,
      bytes: 58_120_331,
    },
    {
      ...ended,
      jobId: 'job-2',
      format: 'csv',
      path: `${folder}/windows-passwords.csv`,
      state: 'cancelled',
      written: 200,
      total: 402,
      bytes: 40_000,
    },
    {
      ...ended,
      jobId: 'job-1',
      format: 'csv',
      path: '/mnt/usb/findings.csv',
      state: 'failed',
      written: 9_000,
      total: 46_930,
      bytes: 2_100_000,
      error: appError(
        'disk-full',
        'The disk is full. The file was removed, stored events are not affected.',
        'Make room or choose another folder, then export again.',
      ),
    },
  ];
}

/** Exports that write 40,000 events each `tickMs`. A path with "taken" in it exists already. */
export function fakeExportHandlers(first: readonly ExportJob[], tickMs = 300) {
  return (emit: Emit): FakeHandlers => {
    let jobs = [...first];
    const put = (job: ExportJob) => {
      jobs = jobs.some((known) => known.jobId === job.jobId)
        ? jobs.map((known) => (known.jobId === job.jobId ? job : known))
        : [job, ...jobs];
      emit('exports.changed', { job });
    };
    setInterval(() => {
      for (const job of jobs.filter(({ state }) => state === 'running')) put(oneStepOn(job));
    }, tickMs);
    return {
      'exports.list': () => ({ jobs }),
      'exports.start': ({ format, path, overwrite }) => {
        if (path.includes('taken') && !overwrite) {
          throw new FakeFailure(
            appError(
              'invalid-input',
              'There is a file of that name already.',
              'Choose another name, or overwrite it.',
              { expected: ['overwrite'] },
            ),
          );
        }
        const jobId = `job-${jobs.length + 1}`;
        put({
          jobId,
          format,
          path,
          state: 'running',
          written: 0,
          total: 200_000,
          bytes: 0,
          startedAtUs: Date.now() * 1_000,
          finishedAtUs: null,
          error: null,
        });
        return { jobId };
      },
      'exports.cancel': ({ jobId }) => {
        const job = jobs.find((known) => known.jobId === jobId);
        if (job) put({ ...job, state: 'cancelled', finishedAtUs: Date.now() * 1_000 });
        return {};
      },
    };
  };
}

function oneStepOn(job: ExportJob): ExportJob {
  const total = job.total ?? 0;
  const written = Math.min(total, job.written + 40_000);
  const isDone = written >= total;
  return {
    ...job,
    written,
    bytes: written * 260,
    state: isDone ? 'done' : 'running',
    finishedAtUs: isDone ? Date.now() * 1_000 : null,
  };
}
