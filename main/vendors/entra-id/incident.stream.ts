import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readObject, readText } from '../read-value.ts';
import { incidentChanges } from './finding-pages.ts';
import { timeOf } from './graph-record.ts';
import { isIncidentRecord, mapIncident } from './incident.ocsf.ts';
import { readPage } from './read-answer.ts';
import { readImportedRecords } from './read-imported.ts';

/** Asked for without their alerts: in large tenants `$expand=alerts` is answered with lasting 500s. */
export const incidentStream = {
  name: 'incident',
  pagination: incidentChanges('/v1.0/security/incidents', 50),
  timeoutMs: 120_000,
  maxAnswerBytes: 64 * 1_024 * 1_024,
  readRecords: readPage,
  readImported: readImportedRecords,
  recognise: (record) => (isJsonObject(record) && isIncidentRecord(record) ? 1 : 0),
  secretFields: [],
  secretType: () => null,
  naturalKey: (record) => {
    const { id, lastUpdateDateTime, createdDateTime } = readObject(record);
    return [readText(id), timeOf(lastUpdateDateTime) ?? timeOf(createdDateTime)];
  },
  versions: 'by-time',
  mappingVersion: 1,
  map: mapIncident,
} satisfies StreamDefinition;
