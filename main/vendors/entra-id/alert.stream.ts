import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readObject, readText } from '../read-value.ts';
import { isAlertRecord, mapAlert } from './alert.ocsf.ts';
import { alertChanges } from './finding-pages.ts';
import { timeOf } from './graph-record.ts';
import { readPage } from './read-answer.ts';
import { readImportedRecords } from './read-imported.ts';

export const alertStream = {
  name: 'alert',
  pagination: alertChanges('/v1.0/security/alerts_v2', 100),
  timeoutMs: 120_000,
  maxAnswerBytes: 128 * 1_024 * 1_024,
  readRecords: readPage,
  readImported: readImportedRecords,
  recognise: (record) => (isJsonObject(record) && isAlertRecord(record) ? 1 : 0),
  secretFields: [],
  secretType: () => null,
  naturalKey: (record) => {
    const { id, lastUpdateDateTime, createdDateTime } = readObject(record);
    return [readText(id), timeOf(lastUpdateDateTime) ?? timeOf(createdDateTime)];
  },
  versions: 'by-time',
  mappingVersion: 1,
  map: mapAlert,
} satisfies StreamDefinition;
