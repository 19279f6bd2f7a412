import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { RunCounts, SourceStatus, StreamStatus } from '../../../shared/source-status.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import type { AppServices } from '../../app/app-services.ts';
import { showProgress } from '../collect-progress.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { countsTable } from '../counts-table.ts';
import { parseDay, parseInstant } from '../format-values.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { noteRejected } from '../run-notes.ts';
import { chosenSources, messageOf, withApp } from '../with-app.ts';

export const backFill: Command = {
  name: 'back-fill',
  summary: 'Collects a range of the past anew; what is stored already is not stored twice.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', required: true, help: 'the source, by name or id' },
    stream: { value: 'NAME', required: true, multiple: true, help: 'the stream; may be repeated' },
    since: {
      value: 'DATE',
      required: true,
      help: 'from this day (UTC) on, or from a time: 2026-10-01T08:00',
    },
    until: { value: 'DATE', required: true, help: 'this day included, or a time that is not' },
    json: jsonOption,
  },
  examples: ['keyglass back-fill --source Entro --stream audit --since 2026-10-01 --until 2026-10-15'],
  async run(given, environment) {
    const range = readRange(given);
    if (!range.ok) return range;
    return withApp(given, environment, 'collect', async (services) => {
      const found = await chosenSources(given, services);
      if (!found.ok) return found;
      const [source] = found.value;
      if (!source || found.value.length > 1) {
        return failed(wrongUsage(backFill, 'Several sources have this name: give the id of one.'));
      }
      const streams = [...new Set(given.all('stream'))];
      const begun = await services.sources.backFill({
        sourceId: source.sourceId,
        streams,
        range: range.value,
      });
      if (!begun.ok) return begun;
      const ended = await untilEnded(services, environment, source.sourceId, streams);
      if (!ended.ok) return ended;
      const results = streams.map((name) => resultOf(name, source, ended.value));
      return report(results, services, given, environment);
    });
  },
};

function readRange(given: ParsedArguments): Result<{ fromUs: number; toUs: number }, AppError> {
  const since = given.text('since') ?? '';
  const until = given.text('until') ?? '';
  const fromUs = parseInstant(since);
  const endUs = parseInstant(until);
  if (fromUs === null || endUs === null) {
    const [option, text] = fromUs === null ? ['--since', since] : ['--until', until];
    return failed(wrongUsage(backFill, `${option} takes a day like 2026-11-20, not “${text}”.`));
  }
  // A day is meant whole, a time to the moment.
  const toUs = parseDay(until) === null ? endUs : endUs + US_PER_DAY;
  return toUs > fromUs
    ? ok({ fromUs, toUs })
    : failed(wrongUsage(backFill, '--until has to be later than --since.'));
}

/** The source as it is when none of the back-fills goes on any more: done, failed, or stopped by Ctrl-C. */
async function untilEnded(
  { sources }: AppServices,
  environment: CliEnvironment,
  sourceId: string,
  streams: readonly string[],
): Promise<Result<SourceStatus, AppError>> {
  const { signal } = environment;
  const { promise: changed, resolve } = Promise.withResolvers<void>();
  let wake = resolve;
  let next = changed;
  const endListening = sources.onChange(() => wake());
  const stop = () => wake();
  signal.addEventListener('abort', stop, { once: true });
  const endProgress = showProgress(sources, environment);
  try {
    for (;;) {
      const listed = await sources.list();
      if (!listed.ok) return listed;
      const source = listed.value.find((one) => one.sourceId === sourceId);
      if (!source) return failed(gone());
      const isGoing = source.streams.some(
        ({ stream, backFill: going }) => streams.includes(stream) && isGoingOn(going),
      );
      if (!isGoing || signal.aborted) return ok(source);
      await next;
      ({ promise: next, resolve: wake } = Promise.withResolvers<void>());
    }
  } finally {
    endProgress();
    endListening();
    signal.removeEventListener('abort', stop);
  }
}

/** One that waits with an error has failed for now, and nobody keeps this process waiting for its next try. */
function isGoingOn(going: StreamStatus['backFill']): boolean {
  return going !== null && going.error === null && (going.state === 'running' || going.state === 'waiting');
}

interface BackFillResult {
  readonly sourceId: string;
  readonly source: string;
  readonly stream: string;
  readonly counts: RunCounts;
  readonly error: AppError | null;
  readonly notice: null;
}

/** What came in meanwhile: no polling goes on beside it here. */
function resultOf(name: string, before: SourceStatus, after: SourceStatus): BackFillResult {
  const countsOf = (source: SourceStatus) => source.streams.find(({ stream }) => stream === name)?.counts;
  const [first, last] = [countsOf(before), countsOf(after)];
  const more = (what: keyof RunCounts) => (last?.[what] ?? 0) - (first?.[what] ?? 0);
  const going = after.streams.find(({ stream }) => stream === name)?.backFill ?? null;
  return {
    sourceId: after.sourceId,
    source: after.name,
    stream: name,
    counts: {
      received: more('received'),
      stored: more('stored'),
      duplicate: more('duplicate'),
      rejected: more('rejected'),
      unmapped: more('unmapped'),
    },
    error: going === null ? null : (going.error ?? stopped()),
    notice: null,
  };
}

async function report(
  results: readonly BackFillResult[],
  services: AppServices,
  given: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<0 | 1, AppError>> {
  const { stdout, stderr } = environment;
  if (given.has('json')) {
    const streams = results.map(({ counts, notice: _, ...stream }) => ({ ...stream, ...counts }));
    await stdout.write(`${JSON.stringify({ streams })}\n`);
  } else {
    await stdout.write(countsTable(results, stdout.width));
  }
  for (const { sourceId, source, stream, counts, error } of results) {
    const of = `${source} / ${stream}`;
    await noteRejected(services, environment, { sourceId, stream, of, rejected: counts.rejected });
    if (error) await stderr.write(messageOf('Error', { ...error, message: `${of}: ${error.message}` }));
  }
  return ok(results.every(({ error }) => error === null) ? 0 : 1);
}

function stopped(): AppError {
  return appError(
    'cancelled',
    'The back-fill was stopped. What was stored stays.',
    'It goes on from there when Keyglass’s window is open, or from its beginning when it is asked for again.',
  );
}

function gone(): AppError {
  return appError('not-found', 'The source was removed meanwhile.', 'Look at: keyglass source list');
}
