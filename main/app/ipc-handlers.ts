import type { AppInfo } from '../../shared/app-info.ts';
import { ok } from '../../shared/result.ts';
import type { AppServices } from './app-services.ts';
import type { ClearingClipboard } from './clipboard.ts';
import { describeVendor } from './describe-vendor.ts';
import { appHandlers } from './handlers/app-handlers.ts';
import { type HandlersOf, type IpcHandlers, named, nothing } from './handlers/handler-types.ts';
import { secretHandlers } from './handlers/secret-handlers.ts';
import type { Shell } from './shell.ts';

export type { IpcHandlers } from './handlers/handler-types.ts';

/**
 * One line a call: payloads were checked before, services do the work. `request.cancel` is missing here because
 * cancelling concerns the calls themselves, see `answer-call.ts`.
 */
export function createIpcHandlers(
  services: AppServices,
  shell: Shell,
  clipboard: ClearingClipboard,
  info: AppInfo,
): Omit<IpcHandlers, 'request.cancel'> {
  return {
    ...appHandlers(services, shell, clipboard, info),
    ...questionHandlers(services),
    ...secretHandlers(services, clipboard),
    ...sourceHandlers(services),
    ...retentionHandlers(services),
    ...importHandlers(services),
    ...mappingHandlers(services),
    ...exportHandlers(services),
  };
}

function questionHandlers({ query }: AppServices): HandlersOf<'events'> {
  return {
    'events.page': (input, signal) => query.page(input, signal),
    'events.count': (input, signal) => query.count(input, signal),
    'events.histogram': (input, signal) => query.histogram(input, signal),
    'events.facets': (input, signal) => query.facets(input, signal),
    'events.figures': (input, signal) => query.figures(input, signal),
    'events.columnsPresent': (input, signal) => query.columnsPresent(input, signal),
    'events.detail': (input, signal) => query.detail(input, signal),
  };
}

function sourceHandlers({ sources, rejected, vendors }: AppServices): HandlersOf<'sources' | 'vendors'> {
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
    'sources.rejectedRecord': (which) => rejected.show(which),
    'sources.exportRejected': (input, signal) => rejected.exportAll(input, signal),
  };
}

function retentionHandlers({ retention }: AppServices): HandlersOf<'retention'> {
  return {
    'retention.status': () => retention.status(),
    'retention.save': ({ sourceId, rule }) => nothing(retention.save(sourceId, rule)),
    'retention.preview': ({ sourceId, rule }, signal) => retention.preview(sourceId, rule, signal),
    'retention.run': ({ trustsClock }) => nothing(retention.run({ trustsClock: trustsClock === true })),
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
