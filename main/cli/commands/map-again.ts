import { type AppError, appError } from '../../../shared/app-error.ts';
import type { MapAgain } from '../../../shared/map-again.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { US_PER_SECOND } from '../../../shared/time-range.ts';
import type { AppServices } from '../../app/app-services.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount } from '../format-values.ts';
import { wrongUsage } from '../parse-arguments.ts';
import { chosenSources, withApp } from '../with-app.ts';

export const mapAgain: Command = {
  name: 'map-again',
  summary:
    'Maps stored events anew from their raw records, and tries rejected records again. Asks no vendor.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', help: 'only the events of this source' },
    json: jsonOption,
  },
  run: (given, environment) =>
    withApp(given, environment, 'collect', async (services) => {
      const found = await chosenSources(given, services);
      if (!found.ok) return found;
      if (given.has('source') && found.value.length > 1) {
        return failed(wrongUsage(mapAgain, 'Several sources have this name: give the id of one.'));
      }
      const sourceId = given.has('source') ? (found.value[0]?.sourceId ?? null) : null;
      const ended = await runToEnd(services, environment, sourceId);
      if (!ended.ok) return ended;
      const { state, error, ...done } = ended.value;
      if (state === 'failed' && error) return failed(error);
      if (environment.signal.aborted) return failed(stopped());
      const { stdout, stderr } = environment;
      if (given.has('json')) {
        await stdout.write(`${JSON.stringify(done)}\n`);
      } else {
        await stderr.write(
          `Mapped ${formatCount(done.done)} again: ${formatCount(done.changed)} changed, ${formatCount(done.recovered)} rejected records became events.\n`,
        );
      }
      return ok(0);
    }),
};

async function runToEnd(
  { mapping }: AppServices,
  { stderr, clock, signal }: CliEnvironment,
  sourceId: string | null,
): Promise<Result<MapAgain, AppError>> {
  let toldAtUs = clock.nowUs();
  const endProgress = mapping.onChange(({ state, done, total }) => {
    if (state !== 'running' || clock.nowUs() - toldAtUs < US_PER_SECOND) return;
    toldAtUs = clock.nowUs();
    void stderr.write(`${formatCount(done)} of ${formatCount(total)}\n`);
  });
  const cancel = () => void mapping.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const begun = await mapping.mapAgain(sourceId);
    if (!begun.ok) return begun;
    if (signal.aborted) cancel();
    await mapping.finished();
    return await mapping.status();
  } finally {
    signal.removeEventListener('abort', cancel);
    endProgress();
  }
}

function stopped(): AppError {
  return appError(
    'cancelled',
    'Mapping again was stopped. What was mapped stays.',
    'Run the command again: it does what is left.',
  );
}
