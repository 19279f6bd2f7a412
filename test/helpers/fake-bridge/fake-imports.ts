import { appError } from '../../../shared/app-error.ts';
import type { ImportJob, InspectedFile } from '../../../shared/import-job.ts';
import { noCounts } from '../../../shared/source-status.ts';
import type { Emit, FakeHandlers } from './create-fake-bridge.ts';

const candidatesByName: readonly (readonly [RegExp, InspectedFile['candidates']])[] = [
  [/entro|audit/i, [{ vendor: 'entro', stream: 'audit', share: 1 }]],
  [
    /threat/i,
    [
      { vendor: 'sentinelone', stream: 'threat', share: 0.8 },
      { vendor: 'sentinelone', stream: 'alert', share: 0.7 },
    ],
  ],
  [/sign-?in/i, [{ vendor: 'entra-id', stream: 'sign-in-interactive', share: 0.98 }]],
];

/** A file is recognised by its name; one with "gone" in it can't be read. */
export function anInspectedFile(path: string): InspectedFile {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isGone = name.includes('gone');
  return {
    path,
    name,
    bytes: 12_400_000,
    format: name.includes('.csv') ? 'csv' : isGone ? 'unknown' : 'json-lines',
    isCompressed: name.endsWith('.gz'),
    candidates: isGone ? [] : [...(candidatesByName.find(([pattern]) => pattern.test(name))?.[1] ?? [])],
    sampled: isGone ? 0 : 100,
    error: isGone ? appError('not-found', 'There is no such file.', 'Check the path.') : null,
  };
}

/** Imports that read a tenth of their files each `tickMs`. */
export function fakeImportHandlers(tickMs = 300) {
  return (emit: Emit): FakeHandlers => {
    let jobs: ImportJob[] = [];
    const put = (job: ImportJob) => {
      jobs = jobs.some((known) => known.importId === job.importId)
        ? jobs.map((known) => (known.importId === job.importId ? job : known))
        : [job, ...jobs];
      emit('imports.changed', { job });
    };
    setInterval(() => {
      for (const job of jobs.filter(({ state }) => state === 'running')) put(oneStepOn(job));
    }, tickMs);
    return {
      'app.chooseFiles': () => ({
        paths: [
          '/home/analyst/entro-audit.jsonl.gz',
          '/home/analyst/threats.json',
          '/home/analyst/notes.csv',
        ],
      }),
      'imports.inspect': ({ paths }) => ({ files: paths.map(anInspectedFile) }),
      'imports.list': () => ({ jobs }),
      'imports.start': ({ paths, vendor, stream, sourceId }) => {
        const importId = `import-${jobs.length + 1}`;
        put({
          importId,
          vendor,
          stream,
          sourceId,
          files: paths,
          state: 'running',
          counts: noCounts,
          bytesRead: 0,
          bytesTotal: 12_400_000 * paths.length,
          startedAtUs: Date.now() * 1_000,
          finishedAtUs: null,
          error: null,
          rejectedReasons: [],
        });
        return { importId };
      },
      'imports.cancel': ({ importId }) => {
        const job = jobs.find((known) => known.importId === importId);
        if (job) put({ ...job, state: 'cancelled', finishedAtUs: Date.now() * 1_000 });
        return {};
      },
    };
  };
}

function oneStepOn(job: ImportJob): ImportJob {
  const bytesRead = Math.min(job.bytesTotal, job.bytesRead + job.bytesTotal / 10);
  const received = Math.floor(bytesRead / 1_024);
  const [duplicate, rejected] = [Math.floor(received / 50), Math.floor(received / 500)];
  const isDone = bytesRead >= job.bytesTotal;
  return {
    ...job,
    bytesRead,
    counts: { received, stored: received - duplicate - rejected, duplicate, rejected, unmapped: 2 },
    state: isDone ? 'done' : 'running',
    finishedAtUs: isDone ? Date.now() * 1_000 : null,
    rejectedReasons: rejected > 0 ? [{ reason: 'The line number is not a number', count: rejected }] : [],
  };
}
