import type { AppError } from '../../shared/app-error.ts';
import type { AppInfo } from '../../shared/app-info.ts';
import type { IpcCall, IpcInput, IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readPreferences } from '../database/preference-reader.ts';
import type { AppServices } from './app-services.ts';
import type { Shell } from './shell.ts';

export type IpcHandlers = {
  readonly [Call in IpcCall]: (
    input: IpcInput<Call>,
    signal: AbortSignal,
  ) => Promise<Result<IpcOutput<Call>, AppError>>;
};

type Done = Result<Record<string, never>, AppError>;

const nothing = async (work: Promise<Result<null, AppError>>): Promise<Done> => {
  const result = await work;
  return result.ok ? ok({}) : result;
};

/**
 * One line a call: payloads were checked before, services do the work. `request.cancel` is missing here because
 * cancelling concerns the calls themselves, see `answer-call.ts`.
 */
export function createIpcHandlers(
  services: AppServices,
  shell: Shell,
  info: AppInfo,
): Omit<IpcHandlers, 'request.cancel'> {
  const { query, sources, exports, workspace } = services;
  return {
    'app.info': async () => ok(info),
    'app.quit': async () => {
      shell.quit();
      return ok({});
    },
    'app.chooseSavePath': async ({ suggestedName }) =>
      ok({ path: await shell.chooseSavePath(suggestedName) }),
    'preferences.read': async () => {
      const values = await readPreferences(workspace.readers);
      return values.ok ? ok({ values: values.value }) : values;
    },
    'preferences.write': ({ key, value }) => nothing(workspace.writer.writePreference(key, value)),

    'events.page': (input, signal) => query.page(input, signal),
    'events.count': (input, signal) => query.count(input, signal),
    'events.histogram': (input, signal) => query.histogram(input, signal),
    'events.facets': (input, signal) => query.facets(input, signal),
    'events.columnsPresent': (input, signal) => query.columnsPresent(input, signal),
    'events.detail': (input, signal) => query.detail(input, signal),
    'secrets.frequency': (input, signal) => query.secretFrequency(input, signal),
    'secrets.unusual': (input, signal) => query.unusualSecretTypes(input, signal),

    'vendors.list': async () => ok({ vendors: services.vendors.map(({ descriptor }) => descriptor) }),
    'sources.list': async () => {
      const list = await sources.list();
      return list.ok ? ok({ sources: list.value }) : list;
    },
    'sources.add': (draft) => sources.add(draft),
    'sources.update': (change) => nothing(sources.update(change)),
    'sources.remove': ({ sourceId }) => nothing(sources.remove(sourceId)),
    'sources.test': async (input) => {
      const checks = await sources.test(input);
      return checks.ok ? ok({ checks: checks.value }) : checks;
    },
    'sources.collect': ({ sourceId }) => nothing(sources.collect(sourceId)),
    'sources.pause': ({ sourceId }) => nothing(sources.pause(sourceId)),
    'sources.resume': ({ sourceId }) => nothing(sources.resume(sourceId)),
    'sources.cancel': ({ sourceId }) => nothing(sources.cancel(sourceId)),
    'sources.rejected': ({ sourceId, limit }) => sources.rejected(sourceId, limit),

    'exports.start': (input) => exports.start(input),
    'exports.list': async () => {
      const jobs = await exports.list();
      return jobs.ok ? ok({ jobs: jobs.value }) : jobs;
    },
    'exports.cancel': ({ jobId }) => nothing(exports.cancel(jobId)),
  };
}
