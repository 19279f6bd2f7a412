import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { incidentChanges } from './finding-pages.ts';
import { isIncidentRecord, mapIncident } from './incident.ocsf.ts';
import { findingStream } from './stream-defaults.ts';

/** Asked for without their alerts: in large tenants `$expand=alerts` is answered with lasting 500s. */
export const incidentStream = {
  ...findingStream,
  name: 'incident',
  pagination: incidentChanges('/v1.0/security/incidents', 50),
  recognise: (record) => (isJsonObject(record) && isIncidentRecord(record) ? 1 : 0),
  mappingVersion: 1,
  map: mapIncident,
} satisfies StreamDefinition;
