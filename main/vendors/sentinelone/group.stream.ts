import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import { pagesSince } from './console-request.ts';
import { mapGroup, readGroup } from './group.ocsf.ts';
import { newestTime } from './newest-time.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { consoleStream, sinceLastTime } from './stream-defaults.ts';

/** Groups, each time they change. `registrationToken` lets endpoints join: a credential in an ordinary row. */
export const groupStream = {
  ...consoleStream,
  name: 'group',
  pagination: {
    ...sinceLastTime,
    mark: { newestUs: newestTime('updatedAt') },
    pages: pagesSince('groups', { bound: 'updatedAt__gte', sortBy: 'updatedAt' }),
  },
  readRecords: readPage,
  recognise: recogniseGroup,
  secretFields: [['registrationToken']],
  holdsSecretsByTheWay: true,
  secretType: (record) =>
    isJsonObject(record) && readText(record.registrationToken) !== null
      ? 'SentinelOne registration token'
      : null,
  naturalKey(record) {
    const { id, time } = readForKey(readGroup(record));
    return [id, time.at];
  },
  versions: 'by-time',
  mappingVersion: 1,
  map: mapGroup,
} satisfies StreamDefinition;

function recogniseGroup(record: unknown): number {
  if (!isJsonObject(record) || !('name' in record)) return 0;
  const telling = ['registrationToken', 'totalAgents', 'inherits', 'isDefault', 'filterId', 'rank'];
  const found = telling.filter((name) => name in record).length;
  return found >= 3 ? 1 : found === 2 ? 0.7 : 0;
}
