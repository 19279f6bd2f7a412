import type { AppError } from '../../shared/app-error.ts';
import type { AppInfo } from '../../shared/app-info.ts';
import type { IpcCall, IpcInput, IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readPreferences } from '../database/preference-reader.ts';
import type { AppServices } from './app-services.ts';
import { describeVendor } from './describe-vendor.ts';
import type { Shell } from './shell.ts';

export type IpcHandlers = {
  readonly [Call in IpcCall]: (
    input: IpcInput<Call>,
    signal: AbortSignal,
  ) => Promise<Result<IpcOutput<Call>, AppError>>;
};

/** The calls whose names begin with one of these words. */
type HandlersOf<Prefix extends string> = Pick<IpcHandlers, Extract<IpcCall, `${Prefix}.${string}`>>;

type Done = Result<Record<string, never>, AppError>;

const nothing = async (work: Promise<Result<null, AppError>>): Promise<Done> => {
  const result = await work;
  return result.ok ? ok({}) : result;
};

/** The answer under its name in the contract. */
const named = async <Name extends string, Value>(
  name: Name,
  work: Promise<Result<Value, AppError>>,
): Promise<Result<Record<Name, Value>, AppError>> => {
  const result = await work;
  return result.ok ? ok({ [name]: result.value } as Record<Name, Value>) : result;
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
  return {
    ...appHandlers(services, shell, info),
    ...questionHandlers(services),
    ...sourceHandlers(services),
    ...importHandlers(services),
    ...mappingHandlers(services),
    ...exportHandlers(services),
  };
}

function appHandlers(
  { workspace }: AppServices,
  shell: Shell,
  info: AppInfo,
): HandlersOf<'app' | 'preferences'> {
  return {
    'app.info': async () => ok(info),
    'app.quit': async () => {
      shell.quit();
      return ok({});
    },
    'app.chooseSavePath': async ({ suggestedName }) =>
      ok({ path: await shell.chooseSavePath(suggestedName) }),
    'app.chooseFiles': async () => ok({ paths: [...(await shell.chooseFiles())] }),
    'preferences.read': () => named('values', readPreferences(workspace.readers)),
    'preferences.write': ({ key, value }) => nothing(workspace.writer.writePreference(key, value)),
  };
}

function questionHandlers({ query }: AppServices): HandlersOf<'events' | 'secrets'> {
  return {
    'events.page': (input, signal) => query.page(input, signal),
    'events.count': (input, signal) => query.count(input, signal),
    'events.histogram': (input, signal) => query.histogram(input, signal),
    'events.facets': (input, signal) => query.facets(input, signal),
    'events.figures': (input, signal) => query.figures(input, signal),
    'events.columnsPresent': (input, signal) => query.columnsPresent(input, signal),
    'events.detail': (input, signal) => query.detail(input, signal),
    'secrets.frequency': (input, signal) => query.secretFrequency(input, signal),
    'secrets.unusual': (input, signal) => query.unusualSecretTypes(input, signal),
  };
}

function sourceHandlers({ sources, vendors }: AppServices): HandlersOf<'sources' | 'vendors'> {
  return {
    'vendors.list': async () => ok({ vendors: vendors.map(describeVendor) }),
    'sources.list': () => named('sources', sources.list()),
    'sources.add': (draft) => sources.add(draft),
    'sources.update': (change) => nothing(sources.update(change)),
    'sources.remove': ({ sourceId }) => nothing(sources.remove(sourceId)),
    'sources.test': (input) => named('checks', sources.test(input)),
    'sources.collect': ({ sourceId, stream }) => nothing(sources.collect(sourceId, stream)),
    'sources.backFill': (input) => nothing(sources.backFill(input)),
    'sources.pauseBackFill': (which) => nothing(sources.pauseBackFill(which)),
    'sources.resumeBackFill': (which) => nothing(sources.resumeBackFill(which)),
    'sources.cancelBackFill': (which) => nothing(sources.cancelBackFill(which)),
    'sources.activity': (input) => sources.activity(input),
    'sources.pause': ({ sourceId }) => nothing(sources.pause(sourceId)),
    'sources.resume': ({ sourceId }) => nothing(sources.resume(sourceId)),
    'sources.cancel': ({ sourceId }) => nothing(sources.cancel(sourceId)),
    'sources.rejected': ({ sourceId, limit }) => sources.rejected(sourceId, limit),
  };
}

function importHandlers({ imports }: AppServices): HandlersOf<'imports'> {
  return {
    'imports.inspect': ({ paths }) => named('files', imports.inspect(paths)),
    'imports.start': (input) => imports.start(input),
    'imports.list': () => named('jobs', imports.list()),
    'imports.cancel': ({ importId }) => nothing(imports.cancel(importId)),
  };
}

function mappingHandlers({ mapping }: AppServices): HandlersOf<'mapping'> {
  return {
    'mapping.status': () => mapping.status(),
    'mapping.mapAgain': ({ sourceId }) => nothing(mapping.mapAgain(sourceId)),
    'mapping.cancel': () => nothing(mapping.cancel()),
  };
}

function exportHandlers({ exports }: AppServices): HandlersOf<'exports'> {
  return {
    'exports.start': (input) => exports.start(input),
    'exports.list': () => named('jobs', exports.list()),
    'exports.cancel': ({ jobId }) => nothing(exports.cancel(jobId)),
  };
}
