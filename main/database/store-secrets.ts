import { BLOB, blobValue, type DuckDBConnection, INTEGER, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import { type AppendedColumn, appendRows, timestamp } from './append-rows.ts';
import { runBound } from './bind-values.ts';
import { jsonText } from './event-columns.ts';
import { readPlainRows } from './row-values.ts';
import type { SecretToStore } from './stored-page.ts';

interface SeenSecret {
  readonly secret: SecretToStore;
  readonly secretType: string | null;
  readonly firstUs: number;
  readonly lastUs: number;
}

const columns: readonly AppendedColumn<SeenSecret>[] = [
  { name: 'fingerprint', type: VARCHAR, value: ({ secret }) => secret.fingerprint },
  { name: 'secret_type', type: VARCHAR, value: ({ secretType }) => secretType },
  { name: 'length', type: INTEGER, value: ({ secret }) => secret.length },
  { name: 'ciphertext', type: BLOB, value: ({ secret }) => blobValue(secret.ciphertext) },
  { name: 'first_seen', type: TIMESTAMP, value: ({ firstUs }) => timestamp(firstUs) },
  { name: 'last_seen', type: TIMESTAMP, value: ({ lastUs }) => timestamp(lastUs) },
  { name: 'state', type: VARCHAR, value: () => 'new' },
];

/** Keeps each value once; one that is known already only has its first and last time widened. */
export async function storeSecrets(
  connection: DuckDBConnection,
  secrets: readonly SecretToStore[],
): Promise<void> {
  if (secrets.length === 0) return;
  const seen = eachOnce(secrets);
  const known = await readPlainRows(
    connection,
    "SELECT fingerprint FROM secrets WHERE fingerprint IN (SELECT unnest(string_split($1, ',')))",
    [[...seen.keys()].join(',')],
  );
  const knownFingerprints = new Set(known.map((row) => String(row.fingerprint)));
  const isKnown = (one: SeenSecret) => knownFingerprints.has(one.secret.fingerprint);
  const all = [...seen.values()];
  await appendRows(
    connection,
    'secrets',
    columns,
    all.filter((one) => !isKnown(one)),
  );
  await widen(connection, all.filter(isKnown));
}

function eachOnce(secrets: readonly SecretToStore[]): Map<string, SeenSecret> {
  const seen = new Map<string, SeenSecret>();
  for (const secret of secrets) {
    const before = seen.get(secret.fingerprint);
    seen.set(secret.fingerprint, {
      secret: before?.secret ?? secret,
      secretType: before?.secretType ?? secret.secretType,
      firstUs: Math.min(before?.firstUs ?? secret.seenAtUs, secret.seenAtUs),
      lastUs: Math.max(before?.lastUs ?? secret.seenAtUs, secret.seenAtUs),
    });
  }
  return seen;
}

/** Rows that would stay as they are aren't written: the same day is read again every few minutes. */
async function widen(connection: DuckDBConnection, known: readonly SeenSecret[]): Promise<void> {
  if (known.length === 0) return;
  const page = known.map(({ secret, secretType, firstUs, lastUs }) => ({
    fingerprint: secret.fingerprint,
    secret_type: secretType,
    first_us: firstUs,
    last_us: lastUs,
  }));
  await runBound(
    connection,
    `UPDATE secrets
     SET first_seen = least(first_seen, make_timestamp(page.first_us)),
         last_seen = greatest(last_seen, make_timestamp(page.last_us)),
         secret_type = coalesce(secrets.secret_type, page.secret_type)
     FROM (
       SELECT unnest(from_json($1::JSON, '[{"fingerprint":"VARCHAR","secret_type":"VARCHAR","first_us":"BIGINT","last_us":"BIGINT"}]'), recursive := true)
     ) AS page
     WHERE secrets.fingerprint = page.fingerprint
       AND (first_seen > make_timestamp(page.first_us) OR last_seen < make_timestamp(page.last_us)
            OR (secrets.secret_type IS NULL AND page.secret_type IS NOT NULL))`,
    [jsonText(page)],
  );
}
