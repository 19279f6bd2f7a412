import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { pagesSince } from './console-request.ts';
import { newestTime } from './newest-time.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { consoleStream, sinceLastTime } from './stream-defaults.ts';
import { mapThreat, readThreat } from './threat.ocsf.ts';

/** Threats come again each time their status, verdict or mitigation changes. */
export const threatStream = {
  ...consoleStream,
  name: 'threat',
  pagination: {
    ...sinceLastTime,
    mark: { newestUs: newestTime('threatInfo.updatedAt') },
    pages: pagesSince('threats', { bound: 'updatedAt__gte', sortBy: 'updatedAt' }),
  },
  readRecords: readPage,
  recognise: (record) => (isJsonObject(record) && isJsonObject(record.threatInfo) ? 1 : 0),
  secretFields: [],
  secretType: () => null,
  naturalKey(record) {
    const { id, time } = readForKey(readThreat(record));
    return [id, time.at];
  },
  versions: 'by-time',
  mappingVersion: 1,
  map: mapThreat,
} satisfies StreamDefinition;
