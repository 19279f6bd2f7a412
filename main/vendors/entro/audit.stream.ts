import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject, textOrNull } from '../json-object.ts';
import { mapAuditRecord } from './audit.ocsf.ts';
import { readAuditRecord } from './audit-record.ts';
import { auditLogRequest } from './connection.ts';
import { readAuditAnswer } from './read-audit-answer.ts';

/**
 * Entro's audit log: one request a day, no pages, no cursor, rows in any order. An answer may hold rows of the
 * neighbouring day, and today is read in full at each run, so most of what is received is there already.
 */
export const auditStream = {
  name: 'audit',
  pagination: {
    kind: 'day-walk',
    request: (context, day) => auditLogRequest(context, day.date, day.isToday),
  },
  // A day of a large tenant takes long, and comes in one piece.
  timeoutMs: 120_000,
  maxAnswerBytes: 128 * 1_024 * 1_024,
  readRecords: readAuditAnswer,
  recognise: recogniseAuditRecord,
  secretFields: [['exposed_value']],
  secretType: (record) => (isJsonObject(record) ? textOrNull(record.secret_type) : null),
  /**
   * `request_id` names a scan, not an event. The same value twice in one scan is two exposures if the lines differ
   * (Elastic’s document id leaves the line out, so its counts can be lower).
   */
  naturalKey(record, secret) {
    const read = readAuditRecord(record);
    if (!read.ok) throw new Error(`No natural key: ${read.error}`);
    const { requestId, timeUs, exposure } = read.value;
    return [
      requestId,
      timeUs,
      exposure?.secretType ?? null,
      secret?.fingerprint ?? null,
      exposure?.line ?? null,
    ];
  },
  versions: 'none',
  mappingVersion: 2,
  map: mapAuditRecord,
} satisfies StreamDefinition;

/** A scan's id beside what it found; no other vendor has both. */
function recogniseAuditRecord(record: unknown): number {
  if (!isJsonObject(record)) return 0;
  const scan = isJsonObject(record.results) ? record.results : record;
  if (typeof scan.request_id !== 'string') return 0;
  const tellsOfSecrets = 'exposed_value' in scan || 'secret_type' in scan || Array.isArray(scan.secrets);
  return tellsOfSecrets ? 1 : 'date' in record || 'timestamp' in record ? 0.6 : 0.2;
}
