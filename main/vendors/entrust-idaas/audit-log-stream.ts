import { US_PER_DAY, US_PER_MINUTE } from '../../../shared/time-range.ts';
import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { uidOfAuditEvent } from './audit-event.ts';
import { auditEventsRequest, cursorOfAnswer } from './connection.ts';
import type { AuditLog } from './event-parts.ts';
import { mapAuditEvent } from './map-audit-event.ts';
import { readAuditAnswer, readImportedAuditEvents, recogniseAuditEvent } from './read-answer.ts';

const OVERLAP_MINUTES = 10;

/**
 * What the two logs have in common: the same call with another category. The vendor says neither how late an event may
 * be written down nor how long a cursor lives; hence the overlap, and a day as the longest window.
 */
export function auditLogStream(name: string, log: AuditLog): StreamDefinition {
  return {
    name,
    pagination: {
      kind: 'time-walk',
      maxWindowUs: US_PER_DAY,
      overlapUs: OVERLAP_MINUTES * US_PER_MINUTE,
      lagUs: US_PER_MINUTE,
      mark: 'window-end',
      pages: {
        by: 'cursor',
        request: (context, window, cursor) => auditEventsRequest(context, log, window, cursor),
        cursorOf: cursorOfAnswer,
        mayRepeatLastCursor: true,
      },
    },
    timeoutMs: 60_000,
    maxAnswerBytes: 32 * 1_024 * 1_024,
    readRecords: readAuditAnswer,
    readImported: readImportedAuditEvents,
    recognise: (record) => recogniseAuditEvent(record, log),
    // Which authenticator was used: OTP, FIDO, PASSWORD. As an attribute of what was changed it is no such word.
    harmlessKeys: ['/token', '/data/token'],
    secretFields: [
      ['auditDetails', 'entityAttributes', 'token'],
      ['auditDetails', 'modifiedEntityAttributes', 'token'],
      ['entityAttributes', 'token'],
      ['data', 'entityAttributes', 'token'],
    ],
    holdsSecretsByTheWay: true,
    secretType: () => null,
    naturalKey: (record) => [uidOfAuditEvent(record)],
    versions: 'none',
    mappingVersion: 1,
    map: mapAuditEvent(log),
  };
}
