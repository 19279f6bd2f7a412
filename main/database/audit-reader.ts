import type { AppError } from '../../shared/app-error.ts';
import type { AuditEntry } from '../../shared/audit-entry.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PlainRow, Readers } from './readers.ts';

/** The newest first; of those at the same time, the last that was written. */
export async function readAuditEntries(
  readers: Readers,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Result<{ entries: AuditEntry[]; total: number }, AppError>> {
  const counted = await readers.all({ text: 'SELECT count(*) AS total FROM audit_log', values: [] });
  if (!counted.ok) return counted;
  const rows = await readers.all({
    text: 'SELECT "at", action, detail FROM audit_log ORDER BY "at" DESC, rowid DESC LIMIT $1 OFFSET $2',
    values: [limit, offset],
  });
  if (!rows.ok) return rows;
  return ok({ entries: rows.value.map(auditEntry), total: Number(counted.value[0]?.total ?? 0) });
}

function auditEntry({ at, action, detail }: PlainRow): AuditEntry {
  const read: unknown = JSON.parse(String(detail));
  const isObject = typeof read === 'object' && read !== null && !Array.isArray(read);
  return {
    atUs: Number(at),
    action: String(action),
    detail: isObject ? (read as Record<string, unknown>) : { value: read },
  };
}
