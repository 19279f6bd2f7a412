import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { RetentionRule, RetentionStatus } from '../../../shared/retention.ts';
import type { SourceStatus } from '../../../shared/source-status.ts';
import type { AppServices } from '../../app/app-services.ts';
import type { CliEnvironment, Command, ExitCode } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { parseCount, parseSize } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { printPreview, printRun, printStatus } from '../retention-report.ts';
import { chosenSources, messageOf, withApp } from '../with-app.ts';

const NONE = 'none';
const LONGEST_DAYS = 36_500;
const LEAST_BYTES = 1_000_000;

export const retention: Command = {
  name: 'retention',
  summary: 'Shows or sets how long events are kept, and lets old ones leave. What you wrote on stays.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', help: 'only this source; needed to set a rule' },
    'keep-days': { value: 'N|none', help: 'events that are older than so many days leave' },
    'keep-size': {
      value: 'SIZE|none',
      help: 'only the newest events of so much text stay (500MB, 2GB); never less than two days',
    },
    preview: { help: 'say what would leave, and change nothing' },
    run: { help: 'apply every rule now and wait until it is done; a window and “collect” do so once a day' },
    'clock-is-right': {
      help: 'with --run: count ages by this computer’s date though it can’t be told to be right',
    },
    json: jsonOption,
  },
  examples: [
    'keyglass retention --source "Entro EU" --keep-days 180 --preview',
    'keyglass retention --source "Entro EU" --keep-days 180 --keep-size 2GB --run',
  ],
  run: (given, environment) =>
    withApp(given, environment, 'ask', async (services) => {
      if (given.has('preview') && given.has('run')) {
        return failed(wrongUsage(retention, '--preview changes nothing and --run does: give one of them.'));
      }
      if (given.has('clock-is-right') && !given.has('run')) {
        return failed(wrongUsage(retention, '--clock-is-right says how to --run: give both.'));
      }
      const change = readChange(given);
      if (!change.ok) return change;
      const found = await chosenSources(given, services);
      if (!found.ok) return found;
      if (change.value && (!given.has('source') || found.value.length > 1)) {
        return failed(wrongUsage(retention, 'A rule is set for one source: name it with --source.'));
      }
      const before = await services.retention.status();
      if (!before.ok) return before;
      const rules = rulesOf(found.value, before.value, change.value);
      if (given.has('preview')) return preview(given, environment, services, rules);
      const saved = change.value ? await save(services, rules) : ok(null);
      if (!saved.ok) return saved;
      return given.has('run')
        ? runToEnd(given, environment, services)
        : show(given, environment, services, found.value);
    }),
};

export interface RuleOfSource {
  readonly source: SourceStatus;
  readonly rule: RetentionRule;
}

/** What the options change; null where they change nothing. */
function readChange(given: ParsedArguments): Result<Partial<RetentionRule> | null, AppError> {
  const days = given.text('keep-days');
  const size = given.text('keep-size');
  if (days === undefined && size === undefined) return ok(null);
  const keepDays = days === undefined || days === NONE ? null : parseCount(days, 1, LONGEST_DAYS);
  if (days !== undefined && days !== NONE && keepDays === null) {
    return failed(wrongUsage(retention, `--keep-days takes a number from 1 to ${LONGEST_DAYS}, or none.`));
  }
  const keepBytes = size === undefined || size === NONE ? null : parseSize(size);
  if (size !== undefined && size !== NONE && (keepBytes === null || keepBytes < LEAST_BYTES)) {
    return failed(
      wrongUsage(retention, '--keep-size takes a size from 1MB on, as in 500MB or 2GB, or none.'),
    );
  }
  return ok({
    ...(days === undefined ? {} : { keepDays }),
    ...(size === undefined ? {} : { keepBytes }),
  });
}

function rulesOf(
  sources: readonly SourceStatus[],
  status: RetentionStatus,
  change: Partial<RetentionRule> | null,
): RuleOfSource[] {
  return sources.map((source) => {
    const known = status.sources.find(({ sourceId }) => sourceId === source.sourceId);
    const { keepDays = null, keepBytes = null } = { ...known, ...change };
    return { source, rule: { keepDays, keepBytes } };
  });
}

async function save(
  { retention: service }: AppServices,
  rules: readonly RuleOfSource[],
): Promise<Result<null, AppError>> {
  for (const { source, rule } of rules) {
    const saved = await service.save(source.sourceId, rule);
    if (!saved.ok) return saved;
  }
  return ok(null);
}

async function preview(
  given: ParsedArguments,
  environment: CliEnvironment,
  { retention: service }: AppServices,
  rules: readonly RuleOfSource[],
): Promise<Result<ExitCode, AppError>> {
  const effects = [];
  for (const { source, rule } of rules) {
    const effect = await service.preview(source.sourceId, rule, environment.signal);
    if (!effect.ok) return effect;
    effects.push({ source, rule, effect: effect.value });
  }
  await printPreview(environment.stdout, effects, given.has('json'));
  return ok(0);
}

async function show(
  given: ParsedArguments,
  environment: CliEnvironment,
  { retention: service, workspace }: AppServices,
  sources: readonly SourceStatus[],
): Promise<Result<ExitCode, AppError>> {
  const status = await service.status();
  if (!status.ok) return status;
  await printStatus(environment.stdout, { status: status.value, sources, workspace }, given.has('json'));
  await noteDoubt(environment, status.value);
  return ok(0);
}

async function runToEnd(
  given: ParsedArguments,
  environment: CliEnvironment,
  { retention: service, workspace }: AppServices,
): Promise<Result<ExitCode, AppError>> {
  const { stdout, stderr, signal } = environment;
  const cancel = () => void service.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const begun = await service.run({ trustsClock: given.has('clock-is-right') });
    if (!begun.ok) return begun;
    if (signal.aborted) cancel();
    await service.finished();
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  const ended = await service.status();
  if (!ended.ok) return ended;
  if (signal.aborted) return failed(stopped());
  if (ended.value.error) return failed(ended.value.error);
  await printRun(stdout, { status: ended.value, workspace }, given.has('json'));
  await noteDoubt(environment, ended.value);
  if (ended.value.state !== 'waiting-to-swap') return ok(ended.value.clockDoubt ? 1 : 0);
  await stderr.write(messageOf('Note', fileIsInUse()));
  return ok(1);
}

/** That rules don't go by this computer's clock, and how to say that they should. */
async function noteDoubt({ stderr }: CliEnvironment, { clockDoubt }: RetentionStatus): Promise<void> {
  if (!clockDoubt) return;
  const remedy = `${clockDoubt.remedy}\nTo say so: keyglass retention --run --clock-is-right`;
  await stderr.write(messageOf('Note', { ...clockDoubt, remedy }));
}

function stopped(): AppError {
  return appError(
    'cancelled',
    'Removing old events was stopped. What was removed until then has left.',
    'Run the command again: it does what is left.',
  );
}

function fileIsInUse(): AppError {
  return appError(
    'storage',
    'The old events have left, but the file could not be made smaller while it was being read.',
    'Run the command again later.',
  );
}
