import type { DuckDBConnection } from '@duckdb/node-api';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { runBound } from './bind-values.ts';
import type { Readers } from './readers.ts';

/** What the vault seals: lifted values, under their fingerprint, and rejected records, under their id. */
export const sealedKinds = ['secret', 'rejected'] as const;
export type SealedKind = (typeof sealedKinds)[number];

export interface SealedRow {
  /** The context that it is sealed with, too. */
  readonly id: string;
  readonly ciphertext: Uint8Array;
}

const tables = {
  secret: { table: 'secrets', id: 'fingerprint', rows: 2_000 },
  rejected: { table: 'rejected_records', id: 'rejected_id', rows: 200 },
} as const satisfies Record<SealedKind, { table: string; id: string; rows: number }>;

/** A transaction of this much takes some ten milliseconds; a single row may be larger. */
const MOST_BYTES = 4_000_000;

/** The next rows in the order of their ids: a bounded number, of a bounded size. Empty at the end. */
export async function readSealed(
  readers: Readers,
  kind: SealedKind,
  afterId: string,
  signal?: AbortSignal,
): Promise<Result<SealedRow[], AppError>> {
  const { table, id, rows } = tables[kind];
  const read = await readers.all(
    {
      text: `SELECT id, ciphertext FROM (
               SELECT ${id} AS id, ciphertext,
                 sum(octet_length(ciphertext)) OVER (ORDER BY ${id} ROWS UNBOUNDED PRECEDING) - octet_length(ciphertext) AS before
               FROM (SELECT ${id}, ciphertext FROM ${table} WHERE ${id} > $1 ORDER BY ${id} LIMIT ${rows})
             ) WHERE before < ${MOST_BYTES} ORDER BY id`,
      values: [afterId],
    },
    signal,
  );
  if (!read.ok) return read;
  return ok(
    read.value.map((row) => ({
      id: String(row.id),
      ciphertext: row.ciphertext instanceof Uint8Array ? row.ciphertext : new Uint8Array(),
    })),
  );
}

/** Inside the transaction that the caller has begun. Rows that are gone by now are left out. */
export async function replaceCiphertexts(
  connection: DuckDBConnection,
  kind: SealedKind,
  rows: readonly SealedRow[],
): Promise<void> {
  const { table, id } = tables[kind];
  const sealed = rows.map((row) => ({ id: row.id, hex: Buffer.from(row.ciphertext).toString('hex') }));
  await runBound(
    connection,
    `UPDATE ${table} SET ciphertext = unhex(sealed.hex)
     FROM (SELECT unnest(from_json($1::JSON, '[{"id":"VARCHAR","hex":"VARCHAR"}]'), recursive := true)) AS sealed
     WHERE ${table}.${id} = sealed.id`,
    [JSON.stringify(sealed)],
  );
}
