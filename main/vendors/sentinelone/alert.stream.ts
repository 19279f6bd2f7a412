import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../shared/time-range.ts';
import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { contentHash } from '../content-hash.ts';
import { isJsonObject } from '../json-object.ts';
import { mapAlert, readAlert } from './alert.ocsf.ts';
import { pagesSince } from './console-request.ts';
import { newestTime } from './newest-time.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { consoleStream, sinceLastTime } from './stream-defaults.ts';

/**
 * What custom rules found. Three names for one time: the filter is `createdAt__gte`, the order `alertInfoCreatedAt`,
 * the field `alertInfo.createdAt`. An alert is written down some tenths of a second after it was created, and its later
 * changes do not bring it back: hence the overlap, and a look further back now and then.
 */
export const alertStream = {
  ...consoleStream,
  name: 'alert',
  pagination: {
    ...sinceLastTime,
    overlapUs: 5 * US_PER_MINUTE,
    sweep: { everyUs: 6 * US_PER_HOUR, backUs: 7 * US_PER_DAY },
    mark: { newestUs: newestTime('alertInfo.createdAt') },
    pages: pagesSince('cloud-detection/alerts', { bound: 'createdAt__gte', sortBy: 'alertInfoCreatedAt' }),
  },
  readRecords: readPage,
  recognise: recogniseAlert,
  secretFields: [],
  secretType: () => null,
  naturalKey(record) {
    const { id, updatedAtUs } = readForKey(readAlert(record));
    return [id, updatedAtUs ?? contentHash(record)];
  },
  versions: 'by-time',
  mappingVersion: 1,
  map: mapAlert,
} satisfies StreamDefinition;

function recogniseAlert(record: unknown): number {
  if (!isJsonObject(record) || !isJsonObject(record.alertInfo)) return 0;
  return isJsonObject(record.ruleInfo) ? 1 : 0.9;
}
