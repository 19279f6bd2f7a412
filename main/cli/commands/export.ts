import { resolve } from 'node:path';
import { type AppError, appError } from '../../../shared/app-error.ts';
import { type ExportFormat, type ExportJob, exportFormats } from '../../../shared/export-job.ts';
import { defaultSort } from '../../../shared/question.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { US_PER_SECOND } from '../../../shared/time-range.ts';
import type { AppServices } from '../../app/app-services.ts';
import { columnsOf, plainColumns } from '../chosen-columns.ts';
import type { CliEnvironment, Command, ExitCode } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { questionOf } from '../question.ts';
import { withApp } from '../with-app.ts';

const plannedFormats: readonly string[] = ['parquet', 'html', 'bundle'];

export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes the events that a query finds to a file, masked, latest first.',
  operand: { name: 'QUERY', required: true },
  options: {
    workspace: workspaceOption,
    format: {
      value: exportFormats.join('|'),
      required: true,
      help: `csv and jsonl of columns, ocsf and ecs (for a bulk API) of whole events; ${plannedFormats.join(', ')} later`,
    },
    out: { value: 'PATH', required: true, help: 'the file to write' },
    fields: {
      value: 'a,b',
      help: 'columns of csv and jsonl, as for search; without it all but ocsf, ecs and raw',
    },
    overwrite: { help: 'replace the file if it exists' },
    json: jsonOption,
  },
  examples: [
    `keyglass export 'severity >= high' --format csv --out high.csv --fields time,secret.type,message`,
    `keyglass export 'vendor:sentinelone and time > now-1d' --format ecs --out bulk.ndjson`,
  ],
  async run(given, environment) {
    const format = readFormat(given.text('format') ?? '');
    if (!format.ok) return format;
    if (given.text('out') === '-') {
      return failed(
        wrongUsage(exportCommand, 'An export goes to a file. For stdout: keyglass search --jsonl.'),
      );
    }
    const fieldList = given.text('fields');
    const columns = fieldList === undefined ? ok(plainColumns) : columnsOf(fieldList);
    if (!columns.ok) return columns;
    const question = questionOf(given.operands[0] ?? '');
    if (!question.ok) return question;
    return withApp(given, environment, 'ask', async (services) => {
      const started = await services.exports.start({
        question: question.value,
        sort: defaultSort,
        format: format.value,
        columns: [...columns.value],
        path: resolve(environment.workingFolder, given.text('out') ?? ''),
        overwrite: given.has('overwrite'),
      });
      if (!started.ok) return withOverwriteHint(started.error, given);
      return report(await finish(services, started.value.jobId, environment), given, environment);
    });
  },
};

function readFormat(text: string): Result<ExportFormat, AppError> {
  const known = exportFormats.find((format) => format === text.toLowerCase());
  if (known) return ok(known);
  if (plannedFormats.includes(text.toLowerCase())) {
    return failed(
      appError(
        'not-available-yet',
        `The format ${text} is not available yet.`,
        `Use one of: ${exportFormats.join(', ')}.`,
      ),
    );
  }
  return failed(wrongUsage(exportCommand, `There is no format “${text}”.`));
}

function withOverwriteHint(error: AppError, given: ParsedArguments): Result<never, AppError> {
  const exists = error.message.endsWith('exists already.') && !given.has('overwrite');
  return failed(
    exists ? { ...error, remedy: 'Choose another name, or add --overwrite to replace it.' } : error,
  );
}

/** Waits for the job, tells how far it is, and cancels it when the process is asked to stop. */
async function finish(services: AppServices, jobId: string, environment: CliEnvironment): Promise<ExportJob> {
  const { stderr, clock, signal } = environment;
  let toldAtUs = clock.nowUs();
  const endProgress = services.exports.onChange((job) => {
    if (job.jobId !== jobId || job.state !== 'running' || clock.nowUs() - toldAtUs < US_PER_SECOND) return;
    toldAtUs = clock.nowUs();
    const total = job.total === null ? '' : ` of ${formatCount(job.total)}`;
    void stderr.write(`${formatCount(job.written)}${total} rows\n`);
  });
  const cancel = () => void services.exports.cancel(jobId);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const job = await services.exports.finished(jobId);
  signal.removeEventListener('abort', cancel);
  endProgress();
  return job;
}

async function report(
  { state, error, path, format, written, bytes }: ExportJob,
  given: ParsedArguments,
  { stdout, stderr }: CliEnvironment,
): Promise<Result<ExitCode, AppError>> {
  if (state !== 'done') {
    return failed(
      error ??
        appError('cancelled', 'The export was cancelled; its unfinished file is removed.', 'Start it again.'),
    );
  }
  if (given.has('json')) {
    await stdout.write(`${JSON.stringify({ path, format, rows: written, bytes, error })}\n`);
  } else {
    await stderr.write(`Wrote ${formatCount(written)} rows (${formatCount(bytes)} bytes) to ${path}\n`);
  }
  return ok(error ? 1 : 0);
}
