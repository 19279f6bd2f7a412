import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { isJsonObject, jsonKind } from '../json-object.ts';
import { canonicalRecord, isTestMessage } from './canonical-record.ts';

/** The records of the list API's answer in canonical form, one for each element, newest first as they come. */
export function readAuditLogAnswer(answer: unknown): Result<readonly unknown[], AppError> {
  if (!isJsonObject(answer) || !Array.isArray(answer.auditLogs)) return failed(notTheAuditLog(answer));
  return ok(answer.auditLogs.map(canonicalRecord));
}

const DEEPEST_LIST = 8;

/**
 * The records of one entry of a file: what a log stream delivered (to Azure, Splunk, Datadog, Cribl or an address of
 * one's own), one by one or in batches, or an answer of the list API. Test messages are none.
 */
export function readImportedAuditLog(entry: unknown): readonly unknown[] {
  return recordsIn(entry, 0);
}

function recordsIn(entry: unknown, depth: number): readonly unknown[] {
  if (depth < DEEPEST_LIST) {
    if (Array.isArray(entry)) return entry.flatMap((element) => recordsIn(element, depth + 1));
    if (isJsonObject(entry) && Array.isArray(entry.auditLogs)) return recordsIn(entry.auditLogs, depth + 1);
  }
  return isTestMessage(entry) ? [] : [canonicalRecord(entry)];
}

function notTheAuditLog(answer: unknown): AppError {
  return appError(
    'unexpected-response',
    'The address answered with JSON, but not with the audit log of Hanzo KMS. Nothing was stored from this answer.',
    'Check that the address is that of the Hanzo KMS server (without /api), then try again.',
    {
      detail: `Expected an object with a list auditLogs, got ${isJsonObject(answer) ? 'an object without one' : jsonKind(answer)}.`,
    },
  );
}
