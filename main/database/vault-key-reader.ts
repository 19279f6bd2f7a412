import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Readers } from './readers.ts';

/** The vault's data key as `writeVaultKey` kept it; null before the first time. */
export async function readVaultKey(
  readers: Readers,
): Promise<Result<{ wrappedKey: Uint8Array; keyCheck: Uint8Array } | null, AppError>> {
  const rows = await readers.all({ text: 'SELECT wrapped_key, key_check FROM workspace', values: [] });
  if (!rows.ok) return rows;
  const row = rows.value[0];
  const { wrapped_key: wrappedKey, key_check: keyCheck } = row ?? {};
  return ok(
    wrappedKey instanceof Uint8Array && keyCheck instanceof Uint8Array ? { wrappedKey, keyCheck } : null,
  );
}

/** How much is sealed, and when the key was last changed. Needs no key. */
export async function readVaultFacts(
  readers: Readers,
): Promise<Result<{ secrets: number; rejectedRecords: number; rotatedAtUs: number | null }, AppError>> {
  const rows = await readers.all({
    text: `SELECT (SELECT count(*) FROM secrets) AS secrets,
             (SELECT count(*) FROM rejected_records) AS rejected_records,
             (SELECT max("at") FROM audit_log WHERE action = 'vault.rotated') AS rotated_at`,
    values: [],
  });
  if (!rows.ok) return rows;
  const { secrets, rejected_records: rejectedRecords, rotated_at: rotatedAt } = rows.value[0] ?? {};
  return ok({
    secrets: Number(secrets ?? 0),
    rejectedRecords: Number(rejectedRecords ?? 0),
    rotatedAtUs: typeof rotatedAt === 'number' ? rotatedAt : null,
  });
}
