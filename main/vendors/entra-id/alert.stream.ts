import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { isAlertRecord, mapAlert } from './alert.ocsf.ts';
import { alertChanges } from './finding-pages.ts';
import { findingStream } from './stream-defaults.ts';

export const alertStream = {
  ...findingStream,
  name: 'alert',
  pagination: alertChanges('/v1.0/security/alerts_v2', 100),
  maxAnswerBytes: 128 * 1_024 * 1_024,
  recognise: (record) => (isJsonObject(record) && isAlertRecord(record) ? 1 : 0),
  mappingVersion: 1,
  map: mapAlert,
} satisfies StreamDefinition;
