import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readText, wordKey } from '../read-value.ts';
import { isKnownAuthenticationEvent } from './authentication-kind.ts';
import type { AuditLog } from './event-parts.ts';
import { setSecretAttributesApart } from './secret-attributes.ts';
import { isWebhookEvent, isWebhookSignIn } from './webhook-event.ts';

/**
 * The events of one page. A page without `results` but with `paging` is an empty one; a bare list is no page of this
 * API, and taking it for an empty one would lose what the window holds.
 */
export function readAuditAnswer(answer: unknown): Result<readonly unknown[], AppError> {
  if (!isJsonObject(answer)) return failed(notAuditEvents(answer));
  const { results, paging } = answer;
  if (Array.isArray(results)) return ok(results.map(setSecretAttributesApart));
  if (isJsonObject(paging) && (results ?? null) === null) return ok([]);
  return failed(notAuditEvents(answer));
}

/** An answer, a list of events, or one event: an audit event or a webhook's. */
export function readImportedAuditEvents(entry: unknown): readonly unknown[] {
  const events = isJsonObject(entry) && Array.isArray(entry.results) ? entry.results : entry;
  return Array.isArray(events) ? events.map(setSecretAttributesApart) : [setSecretAttributesApart(entry)];
}

/** How well a record fits one of the logs; no other vendor here has `eventTime` beside these names. */
export function recogniseAuditEvent(record: unknown, log: AuditLog): number {
  if (!isJsonObject(record) || typeof record.eventTime !== 'string') return 0;
  if (isWebhookEvent(record)) return isWebhookSignIn(record) === (log === 'AUTHENTICATION') ? 0.95 : 0;
  const category = wordKey(record.eventCategory);
  if (category === 'issuance') return log === 'MANAGEMENT' ? 0.9 : 0;
  if (category === log.toLowerCase()) return 1;
  if (category === 'authentication' || category === 'management') return 0;
  return recogniseByNames(record, log);
}

function recogniseByNames(record: JsonObject, log: AuditLog): number {
  if (readText(record.entityType) !== null) return log === 'MANAGEMENT' ? 0.9 : 0;
  const eventType = readText(record.eventType);
  if (isKnownAuthenticationEvent(eventType)) return log === 'AUTHENTICATION' ? 0.9 : 0;
  const isAudit = eventType !== null && ('subjectName' in record || 'eventOutcome' in record);
  return isAudit ? (log === 'AUTHENTICATION' ? 0.5 : 0.4) : 0;
}

function notAuditEvents(answer: unknown): AppError {
  const what =
    answer === null
      ? 'null'
      : Array.isArray(answer)
        ? 'a list'
        : typeof answer === 'object'
          ? 'an object'
          : `a ${typeof answer}`;
  return appError(
    'unexpected-response',
    'The address answered with JSON, but not with audit events of Entrust IDaaS. Nothing was stored from this answer.',
    'Compare the address with the hostname in the credentials file that Entrust offered for download.',
    { detail: `Expected an object with a list of results, got ${what}.` },
  );
}
