import type { AppError } from '../../shared/app-error.ts';
import { type AuditEntry, type AuditSubject, subjectsOf } from '../../shared/audit-entry.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PlainRow, Readers } from './readers.ts';
import { readSources } from './source-reader.ts';

export interface AuditPage {
  readonly entries: AuditEntry[];
  readonly total: number;
  /** What the entries are about, as far as it is still in the workspace. */
  readonly subjects: AuditSubject[];
}

/** The newest first, with the names of the secrets and sources that they are about. */
export async function readAuditPage(
  readers: Readers,
  page: { readonly offset: number; readonly limit: number },
): Promise<Result<AuditPage, AppError>> {
  const read = await readAuditEntries(readers, page);
  if (!read.ok) return read;
  const about = read.value.entries.flatMap(subjectsOf);
  const idsOf = (kind: AuditSubject['kind']) =>
    new Set(about.filter((subject) => subject.kind === kind).map(({ id }) => id));
  const secrets = await readSecretSubjects(readers, [...idsOf('secret')]);
  if (!secrets.ok) return secrets;
  const sources = await readSources(readers);
  if (!sources.ok) return sources;
  const meant = idsOf('source');
  const named = sources.value
    .filter(({ sourceId }) => meant.has(sourceId))
    .map(({ sourceId, name }) => ({ kind: 'source' as const, id: sourceId, name }));
  return ok({ ...read.value, subjects: [...secrets.value, ...named] });
}

async function readSecretSubjects(
  readers: Readers,
  fingerprints: readonly string[],
): Promise<Result<AuditSubject[], AppError>> {
  if (fingerprints.length === 0) return ok([]);
  const rows = await readers.all({
    text: "SELECT fingerprint, secret_type FROM secrets WHERE fingerprint IN (SELECT unnest(string_split($1, ',')))",
    values: [fingerprints.join(',')],
  });
  if (!rows.ok) return rows;
  return ok(
    rows.value.map(({ fingerprint, secret_type: type }) => ({
      kind: 'secret' as const,
      id: String(fingerprint),
      name: type === null ? null : String(type),
    })),
  );
}

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
