import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecretTypeFrequency, UnusualSecretTypes } from '../../../shared/answer.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { everything } from '../../../shared/query/query-node.ts';
import type { Question } from '../../../shared/question.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import type { AppServices } from '../../app/app-services.ts';
import { showProgress } from '../collect-progress.ts';
import type { CliEnvironment, Command, ExitCode } from '../command.ts';
import { countsTable } from '../counts-table.ts';
import { formatCount } from '../format-values.ts';
import { formatTable, type TableColumn } from '../table.ts';
import { messageOf } from '../with-app.ts';

const TOP_TYPES = 10;
const BASELINE_WINDOWS = 4;

/** What `npm start -- --sample` does where there is no display: the sample tenant, collected once, as tables. */
export const sampleReport: Command = {
  name: 'sample-report',
  summary: 'Collects the sample tenant into a throw-away workspace and prints what is in it.',
  operand: null,
  options: {},
  internal: true,
  async run(_given, environment) {
    const folder = await mkdtemp(join(tmpdir(), 'keyglass-sample-'));
    try {
      const opened = await environment.openApp({
        workspaceFolder: join(folder, 'workspace'),
        sample: true,
        createIfMissing: true,
        clock: environment.clock,
        env: environment.env,
      });
      if (!opened.ok) return opened;
      try {
        return await report(opened.value, environment);
      } finally {
        await opened.value.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function report(
  services: AppServices,
  environment: CliEnvironment,
): Promise<Result<ExitCode, AppError>> {
  const { stdout, stderr, signal } = environment;
  const sources = await services.sources.list();
  if (!sources.ok) return sources;
  const endProgress = showProgress(services.sources, environment);
  const collected = await services.sources.collectUntilCaughtUp(
    sources.value.map(({ sourceId }) => sourceId),
    signal,
  );
  endProgress();
  if (!collected.ok) return collected;
  await stdout.write(countsTable(collected.value, stdout.width));
  const types = await secretTypesTable(services, environment);
  if (!types.ok) return types;
  await stdout.write(`\n${types.value}`);
  for (const { error } of collected.value) if (error) await stderr.write(messageOf('Error', error));
  return ok(collected.value.every(({ error }) => error === null) ? 0 : 1);
}

/** The secret types, each with its last week beside the weeks before. */
async function secretTypesTable(
  { query }: AppServices,
  { clock, signal, stdout }: CliEnvironment,
): Promise<Result<string, AppError>> {
  const question: Question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };
  const frequency = await query.secretFrequency({ question }, signal);
  if (!frequency.ok) return frequency;
  const toUs = clock.nowUs();
  const unusual = await query.unusualSecretTypes(
    { question, range: { fromUs: toUs - 7 * US_PER_DAY, toUs }, baselineWindows: BASELINE_WINDOWS },
    signal,
  );
  if (!unusual.ok) return unusual;
  return ok(formatTable(columns, typeRows(frequency.value, unusual.value), stdout.width));
}

const columns: readonly TableColumn[] = [
  { title: 'Secret type' },
  { title: 'Events', align: 'right' },
  { title: 'Secrets', align: 'right' },
  { title: 'Last 7 days', align: 'right' },
  { title: 'Expected', align: 'right' },
  { title: '' },
];

const verdicts = { new: 'new', more: 'more than usual', usual: '', less: 'less than usual' } as const;

/** The most frequent types, and those further down that are more than usual. */
function typeRows(frequency: SecretTypeFrequency, unusual: UnusualSecretTypes): string[][] {
  const lastWeek = new Map(unusual.types.map((type) => [type.secretType, type]));
  return frequency.types.flatMap(({ secretType, count, distinctSecrets }, rank) => {
    const week = lastWeek.get(secretType);
    if (rank >= TOP_TYPES && week?.verdict !== 'new' && week?.verdict !== 'more') return [];
    return [
      [
        secretType,
        formatCount(count),
        formatCount(distinctSecrets),
        formatCount(week?.count ?? 0),
        week ? formatCount(Math.round(week.expected)) : '',
        week ? verdicts[week.verdict] : '',
      ],
    ];
  });
}
