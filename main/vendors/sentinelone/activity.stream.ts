import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { mapActivity, readActivity } from './activity.ocsf.ts';
import { pagesSince } from './console-request.ts';
import { newestTime } from './newest-time.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { consoleStream, sinceLastTime } from './stream-defaults.ts';

/** The console's own log. `data` differs from type to type: the same key holds a flag here and a text there. */
export const activityStream = {
  ...consoleStream,
  name: 'activity',
  pagination: {
    ...sinceLastTime,
    mark: { newestUs: newestTime('createdAt') },
    pages: pagesSince('activities', { bound: 'createdAt__gte', sortBy: 'createdAt' }),
  },
  readRecords: readPage,
  recognise: recogniseActivity,
  secretFields: [],
  secretType: () => null,
  /** One id was seen for different activities: it takes the times as well. */
  naturalKey(record) {
    const { id, createdAtUs, updatedAtUs } = readForKey(readActivity(record));
    return [id, createdAtUs, updatedAtUs];
  },
  versions: 'none',
  mappingVersion: 1,
  map: mapActivity,
} satisfies StreamDefinition;

function recogniseActivity(record: unknown): number {
  if (!isJsonObject(record) || !('activityType' in record)) return 0;
  return 'primaryDescription' in record || 'secondaryDescription' in record ? 1 : 0.6;
}
