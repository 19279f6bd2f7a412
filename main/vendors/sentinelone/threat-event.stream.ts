import type { FanOut, Parent } from '../../collector/pagination/pagination.ts';
import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readObjects, readText } from '../read-value.ts';
import { pagesOf, pagesSince } from './console-request.ts';
import { newestTime } from './newest-time.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { readId, valueAt } from './record-fields.ts';
import { consoleStream, sinceLastTime } from './stream-defaults.ts';
import { mapThreatEvent, readThreatEvent } from './threat-event.ocsf.ts';

/**
 * What happened in the course of each threat. A threat that changed is read again in full, so most of its events are
 * there already. Events do not name their threat: its id comes from the list.
 */
export const threatEventStream = {
  ...consoleStream,
  name: 'threat-event',
  pagination: {
    kind: 'fan-out',
    parents: {
      ...sinceLastTime,
      mark: { newestUs: newestTime('threatInfo.updatedAt') },
      pages: pagesSince('threats', { bound: 'updatedAt__gte', sortBy: 'updatedAt', skipCount: true }),
    },
    parentsOf(answer) {
      const page = readPage(answer);
      return page.ok ? { ok: true, value: readObjects(page.value).flatMap(threatOf) } : page;
    },
    children: pagesOf<Parent>(
      ({ data }) => `threats/${encodeURIComponent(data.threatId ?? '')}/explore/events`,
      () => [['skipCount', 'true']],
      // The threat's id says it all; this list knows no sites.
      { ofSites: false },
    ),
    join: (parent, record) => (isJsonObject(record) ? { ...record, threatId: parent.data.threatId } : record),
  } satisfies FanOut,
  readRecords: readPage,
  recognise: recogniseThreatEvent,
  secretFields: [],
  secretType: () => null,
  naturalKey(record) {
    const { id, threatId } = readForKey(readThreatEvent(record));
    return [threatId, id];
  },
  versions: 'none',
  mappingVersion: 1,
  map: mapThreatEvent,
} satisfies StreamDefinition;

function threatOf(row: JsonObject): Parent[] {
  const threatId = readId(row.id) ?? readId(valueAt(row, 'threatInfo.threatId'));
  return threatId === null ? [] : [{ key: `threat ${threatId}`, data: { threatId } }];
}

function recogniseThreatEvent(record: unknown): number {
  if (!isJsonObject(record) || !('eventType' in record || 'objectType' in record)) return 0;
  const telling = [
    'processUniqueKey',
    'storyline',
    'agentUuid',
    'threatStatus',
    'trueContext',
    'relatedToThreat',
  ];
  const found = telling.filter((name) => readText(record[name]) !== null).length;
  return found >= 2 ? 1 : found === 1 ? 0.6 : 0;
}
