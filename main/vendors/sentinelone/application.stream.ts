import type { FanOut, Parent } from '../../collector/pagination/pagination.ts';
import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { contentHash } from '../content-hash.ts';
import { isJsonObject } from '../json-object.ts';
import { readObjects, readText } from '../read-value.ts';
import { mapApplication, readInstallation } from './application.ocsf.ts';
import { pagesOf } from './console-request.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { consoleStream } from './stream-defaults.ts';

/**
 * Installed software: a list of applications, and for each of them the endpoints it is on. There is no filter by time,
 * so a run is a picture of the whole; what is as it was is not stored again. An installation does not name the
 * application's vendor, the list does.
 */
export const applicationStream = {
  ...consoleStream,
  name: 'application',
  pagination: {
    kind: 'fan-out',
    parents: {
      kind: 'snapshot',
      pages: pagesOf<null>('application-management/inventory', () => [['skipCount', 'true']]),
    },
    parentsOf(answer) {
      const page = readPage(answer);
      return page.ok ? { ok: true, value: readObjects(page.value).flatMap(applicationOf) } : page;
    },
    children: pagesOf<Parent>('application-management/inventory/endpoints', ({ data }) => [
      ['skipCount', 'true'],
      ['applicationName', data.applicationName ?? ''],
      ['applicationVendor', data.applicationVendor ?? ''],
    ]),
    join: (parent, record) =>
      isJsonObject(record) && readText(record.applicationVendor) === null
        ? { ...record, applicationVendor: parent.data.applicationVendor ?? '' }
        : record,
  } satisfies FanOut,
  readRecords: readPage,
  recognise: recogniseInstallation,
  secretFields: [],
  secretType: () => null,
  naturalKey: (record) => [...readForKey(readInstallation(record)).key, contentHash(record)],
  versions: 'by-content',
  mappingVersion: 1,
  map: mapApplication,
} satisfies StreamDefinition;

function applicationOf(row: Readonly<Record<string, unknown>>): Parent[] {
  const applicationName = readText(row.applicationName);
  if (applicationName === null) return [];
  const applicationVendor = readText(row.applicationVendor) ?? '';
  const key = applicationVendor === '' ? applicationName : `${applicationName} (${applicationVendor})`;
  return [{ key, data: { applicationName, applicationVendor } }];
}

function recogniseInstallation(record: unknown): number {
  if (!isJsonObject(record) || !('applicationName' in record) || 'cveId' in record) return 0;
  const isOnEndpoint = 'endpointId' in record || 'endpointUuid' in record;
  return isOnEndpoint && ('version' in record || 'applicationInstallationDate' in record) ? 1 : 0.3;
}
