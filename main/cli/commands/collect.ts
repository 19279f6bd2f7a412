import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok } from '../../../shared/result.ts';
import type { SourceStatus } from '../../../shared/source-status.ts';
import type { AppServices } from '../../app/app-services.ts';
import { backUpIfDue } from '../../app/daily-backup.ts';
import { showProgress } from '../collect-progress.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { countsTable } from '../counts-table.ts';
import { distinctNotices, noteRejected } from '../run-notes.ts';
import { askableSources, messageOf, withApp } from '../with-app.ts';

export const collect: Command = {
  name: 'collect',
  summary: 'Collects every stream that is on once, up to the present.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', help: 'only this source' },
    stream: {
      value: 'NAME',
      multiple: true,
      help: 'only this stream, even one that is off; may be repeated',
    },
    'until-caught-up': { help: 'go on until everything up to now is stored (always so)' },
    json: jsonOption,
  },
  run: (given, environment) =>
    withApp(given, environment, 'collect', async (services) => {
      const sources = await askableSources(given, services);
      if (!sources.ok) return sources;
      const streams = given.all('stream');
      const wrong = wrongStream(streams, sources.value);
      if (wrong) return failed(wrong);
      const endProgress = showProgress(services.sources, environment);
      const collected = await services.sources.collectUntilCaughtUp(
        sources.value.map(({ sourceId }) => sourceId),
        environment.signal,
        streams,
      );
      endProgress();
      if (!collected.ok) return collected;
      const { stdout, stderr } = environment;
      if (given.has('json')) {
        const streams = collected.value.map(({ counts, ...stream }) => ({ ...stream, ...counts }));
        await stdout.write(`${JSON.stringify({ streams })}\n`);
      } else {
        await stdout.write(countsTable(collected.value, stdout.width));
      }
      for (const notice of distinctNotices(collected.value)) await stderr.write(messageOf('Note', notice));
      for (const { sourceId, source, stream, counts, error } of collected.value) {
        const of = `${source} / ${stream}`;
        await noteRejected(services, environment, { sourceId, stream, of, rejected: counts.rejected });
        if (error) await stderr.write(messageOf('Error', { ...error, message: `${of}: ${error.message}` }));
      }
      if (!environment.signal.aborted) await doDailyWork(services, environment);
      return ok(collected.value.every(({ error }) => error === null) ? 0 : 1);
    }),
};

/** What a window does once a day: nobody keeps this process running for it. The backup first holds what then leaves. */
async function doDailyWork(
  { workspace, retention }: AppServices,
  { clock, signal, stderr }: CliEnvironment,
): Promise<void> {
  const backup = await backUpIfDue(workspace, clock);
  if (!backup.ok) await stderr.write(messageOf('Note', backup.error));
  const cancel = () => void retention.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const removed = signal.aborted ? ok(null) : await retention.runIfDue();
  signal.removeEventListener('abort', cancel);
  if (!removed.ok) await stderr.write(messageOf('Note', removed.error));
}

/** A stream that none of the sources has. */
function wrongStream(names: readonly string[], sources: readonly SourceStatus[]): AppError | null {
  const known = [...new Set(sources.flatMap((source) => source.streams.map(({ stream }) => stream)))];
  const unknown = names.find((name) => !known.includes(name));
  const of = sources.length === 1 ? `“${sources[0]?.name}”` : 'These sources';
  return unknown === undefined
    ? null
    : appError(
        'invalid-input',
        `${of} ${sources.length === 1 ? 'has' : 'have'} no stream “${unknown}”.`,
        `Known are: ${known.join(', ')}.`,
      );
}
