import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import { mapAgent, readAgent } from './agent.ocsf.ts';
import { pagesSince } from './console-request.ts';
import { newestTime } from './newest-time.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { consoleStream, sinceLastTime } from './stream-defaults.ts';

/** An endpoint comes again whenever anything of it changes: each row is its whole state. */
export const agentStream = {
  ...consoleStream,
  name: 'agent',
  pagination: {
    ...sinceLastTime,
    mark: { newestUs: newestTime('updatedAt') },
    pages: pagesSince('agents', { bound: 'updatedAt__gte', sortBy: 'updatedAt' }),
  },
  readRecords: readPage,
  recognise: recogniseAgent,
  secretFields: [['licenseKey']],
  holdsSecretsByTheWay: true,
  secretType: (record) =>
    isJsonObject(record) && readText(record.licenseKey) !== null ? 'SentinelOne licence key' : null,
  /** Two agents were seen that share id and time of change and differ in when they were made. */
  naturalKey(record) {
    const { id, time, createdAtUs } = readForKey(readAgent(record));
    return [id, time.at, createdAtUs];
  },
  versions: 'by-time',
  mappingVersion: 1,
  map: mapAgent,
} satisfies StreamDefinition;

function recogniseAgent(record: unknown): number {
  if (!isJsonObject(record) || !('computerName' in record)) return 0;
  if ('agentVersion' in record && ('networkInterfaces' in record || 'machineType' in record)) return 1;
  return 'agentVersion' in record ? 0.7 : 0;
}
