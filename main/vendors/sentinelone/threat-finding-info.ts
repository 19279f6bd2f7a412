import type { JsonObject } from '../json-object.ts';
import { timestampOf } from '../ocsf/ocsf-values.ts';
import { byWord, readObjects, readText } from '../read-value.ts';
import type { RecordFields } from './record-fields.ts';
import type { ThreatVersion } from './threat.ocsf.ts';
import { attacksOf } from './threat-parts.ts';

/** OCSF `finding_info`: what found the threat, by which engines, and when. */
export function threatFindingInfo(
  { id }: ThreatVersion,
  fields: RecordFields,
  { title, classification }: { title: string | null; classification: string | null },
): JsonObject {
  const engines = readObjects(fields.get('threatInfo.detectionEngines', (value) => value));
  const names = engines.flatMap((engine) => readText(engine.title) ?? readText(engine.key) ?? []);
  const others = fields.get('threatInfo.engines', (value) => value);
  const all = [
    ...new Set([...names, ...(Array.isArray(others) ? others.flatMap((one) => readText(one) ?? []) : [])]),
  ];
  const kind =
    fields.get('threatInfo.detectionType', (type) => byWord(analytics, type) ?? null) ?? analytics.dynamic;
  const [first, ...rest] = all.map((name) => ({ ...kind, name }));
  const identified = fields.time('threatInfo.identifiedAt');
  const created = identified === null ? fields.time('threatInfo.createdAt') : null;
  return {
    uid: id,
    title: title ?? classification ?? 'Threat',
    types: [classification],
    created_time: timestampOf(identified ?? created),
    first_seen_time: timestampOf(identified),
    modified_time: timestampOf(fields.time('threatInfo.updatedAt')),
    analytic: first,
    related_analytics: rest,
    attacks: attacksOf(fields),
  };
}

const analytics = {
  dynamic: { type_id: 2, type: 'Behavioral' },
  static: { type_id: 5, type: 'Fingerprinting' },
} as const;
