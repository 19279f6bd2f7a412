import { US_PER_DAY, US_PER_MINUTE } from '../../../shared/time-range.ts';
import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import { mapAuditLogRecord } from './audit-log.ocsf.ts';
import { canonicalRecord } from './canonical-record.ts';
import { auditLogRequest } from './connection.ts';
import { readAuditLogAnswer, readImportedAuditLog } from './read-answer.ts';

/**
 * The organisation's audit log by its list API: newest first, no total and no cursor, so pages go by offset in a window
 * whose end is pinned (and does not belong to it). A query may run for two minutes; then a shorter window is asked for.
 * A worker behind a queue stamps and writes the rows, hence the overlap.
 */
export const auditLogStream = {
  name: 'audit-log',
  pagination: {
    kind: 'time-walk',
    maxWindowUs: US_PER_DAY,
    minWindowUs: US_PER_MINUTE,
    overlapUs: 10 * US_PER_MINUTE,
    lagUs: 0,
    mark: 'window-end',
    pages: { by: 'offset', request: auditLogRequest },
  },
  timeoutMs: 150_000,
  maxAnswerBytes: 64 * 1_024 * 1_024,
  readRecords: readAuditLogAnswer,
  readImported: readImportedAuditLog,
  recognise: recogniseAuditRecord,
  // The first characters of a client secret, by which people tell them apart.
  secretFields: [
    ['eventMetadata', 'clientSecretPrefix'],
    ['eventMetadata', 'clientSecrets', '*', 'clientSecretPrefix'],
  ],
  holdsSecretsByTheWay: true,
  // Where another vendor has a value under this name, this one has the secret's own name.
  harmlessKeys: ['secretKey', 'newSecretKey', 'oldSecretKey'],
  secretType: () => null,
  /** The same in every form of the event. */
  naturalKey: (record) => [isJsonObject(record) ? readText(record.id) : null],
  versions: 'none',
  mappingVersion: 1,
  map: mapAuditLogRecord,
} satisfies StreamDefinition;

/** Others have an `eventType` as well; an actor with metadata, or the kind of user agent, beside it is this vendor's. */
function recogniseAuditRecord(entry: unknown): number {
  const record = canonicalRecord(entry);
  if (!isJsonObject(record) || readText(record.id) === null) return 0;
  if (typeof record.eventType !== 'string' || typeof record.actor !== 'string') return 0;
  const hasMetadata = isJsonObject(record.eventMetadata) || isJsonObject(record.actorMetadata);
  if (!hasMetadata && !('userAgentType' in record)) return 0.3;
  return 'createdAt' in record || 'TimeGenerated' in record ? 1 : 0.7;
}
