import type { AppError } from '../../shared/app-error.ts';
import type { IpcInput, IpcOutput } from '../../shared/ipc/ipc-contract.ts';
import { ok, type Result } from '../../shared/result.ts';
import { secretStates } from '../../shared/secret-inventory.ts';
import { jsonText } from './event-columns.ts';
import type { Readers, SqlValue } from './readers.ts';
import { summariesListSql, summariesOf, summariesSql } from './secret-summaries-sql.ts';

type ListInput = Omit<IpcInput<'secrets.list'>, 'requestId'>;
type SortColumn = ListInput['sort']['column'];

/** More types than a person looks through; those that are left out can be searched for. */
const MOST_TYPES = 200;

/** The inventory's page, how many there are in all, and how many of each state and type. One statement. */
export async function readSecretList(
  readers: Readers,
  { filter, sort, offset, limit }: ListInput,
  signal?: AbortSignal,
): Promise<Result<IpcOutput<'secrets.list'>, AppError>> {
  const values: SqlValue[] = [limit, offset, filter.states.join(','), jsonText(filter.secretTypes)];
  const search = searchSql(filter.search, values);
  const order = orders[sort.column];
  const direction = sort.descending ? 'DESC' : 'ASC';
  const text = `
WITH found AS MATERIALIZED (SELECT * EXCLUDE (ciphertext) FROM secrets ${search}
), of_states AS (
  SELECT * FROM found WHERE $3 = '' OR state IN (SELECT unnest(string_split($3, ',')))
), of_types AS (
  SELECT * FROM found
  WHERE json_array_length($4::JSON) = 0 OR secret_type IN (SELECT unnest(from_json($4::JSON, '["VARCHAR"]')))
), chosen AS MATERIALIZED (
  SELECT * FROM of_types WHERE $3 = '' OR state IN (SELECT unnest(string_split($3, ',')))
), page AS MATERIALIZED (
  SELECT chosen.*, row_number() OVER (ORDER BY ${order.by} ${direction} NULLS LAST, last_seen DESC, fingerprint) AS position
  FROM chosen ${order.join ?? ''} ORDER BY position LIMIT $1 OFFSET $2
), ${summariesSql}
SELECT ${summariesListSql} AS secrets, (SELECT count(*) FROM chosen) AS total,
  (SELECT list({'state': state, 'count': n}) FROM (SELECT state, count(*) AS n FROM of_types GROUP BY state)) AS states,
  (SELECT list({'secretType': secret_type, 'count': n} ORDER BY n DESC, secret_type) FROM (
    SELECT secret_type, count(*) AS n FROM of_states WHERE secret_type IS NOT NULL
    GROUP BY secret_type ORDER BY n DESC, secret_type LIMIT ${MOST_TYPES}
  )) AS secret_types`;
  const rows = await readers.all({ text, values }, signal);
  if (!rows.ok) return rows;
  const [row = {}] = rows.value;
  return ok({
    secrets: summariesOf(row.secrets),
    total: Number(row.total ?? 0),
    states: inOrder(listOf<{ state: (typeof secretStates)[number]; count: number }>(row.states)),
    secretTypes: listOf<{ secretType: string; count: number }>(row.secret_types),
  });
}

function listOf<Item>(value: unknown): Item[] {
  return Array.isArray(value) ? value : [];
}

function inOrder<Item extends { state: (typeof secretStates)[number] }>(items: Item[]): Item[] {
  return items.sort((a, b) => secretStates.indexOf(a.state) - secretStates.indexOf(b.state));
}

interface Order {
  readonly by: string;
  /** What has to be counted of all secrets to sort by it. */
  readonly join?: string;
}

/** A state's place is its urgency, as `secretStates` begins with what wants work; what came back is before all. */
const STATE_ORDER = `CASE state WHEN 'regressed' THEN 0 WHEN 'new' THEN 1 WHEN 'investigating' THEN 2 WHEN 'rotated' THEN 3 ELSE 4 END`;

const orders: Readonly<Record<SortColumn, Order>> = {
  secretType: { by: 'lower(secret_type)' },
  length: { by: 'length' },
  state: { by: STATE_ORDER },
  firstSeen: { by: 'first_seen' },
  lastSeen: { by: 'last_seen' },
  exposures: {
    by: 'coalesce(ranked.n, 0)',
    join: rankedBy(`
      SELECT secret_fingerprint AS fingerprint, count(*) AS times FROM events
      WHERE secret_fingerprint IS NOT NULL GROUP BY ALL
      UNION ALL SELECT fingerprint, times FROM secret_places WHERE kind = 'exposure'`),
  },
  mentions: {
    by: 'coalesce(ranked.n, 0)',
    join: rankedBy(`
      SELECT fingerprint, count(*) AS times FROM secret_mentions GROUP BY ALL
      UNION ALL SELECT fingerprint, times FROM secret_places WHERE kind = 'mention'`),
  },
  places: {
    by: 'coalesce(ranked.n, 0)',
    join: rankedBy(`
      SELECT fingerprint, 1 AS times FROM (
        SELECT secret_fingerprint AS fingerprint, source_id, resource, secret_line FROM events
        WHERE secret_fingerprint IS NOT NULL GROUP BY ALL
        UNION
        SELECT fingerprint, source_id, place, line FROM secret_places WHERE kind = 'exposure'
      )`),
  },
};

function rankedBy(counted: string): string {
  return `LEFT JOIN (SELECT fingerprint, sum(times) AS n FROM (${counted}) GROUP BY fingerprint) AS ranked USING (fingerprint)`;
}

const MARKER = /^(?:‹?secret:)?fp:([0-9a-f]{1,32})›?$/;

/**
 * What a person may have at hand of a secret: a part of its type or of a place it was seen in, the beginning of its
 * fingerprint, or the marker that stands for it in a record. Adds to `values` what it binds.
 */
function searchSql(asked: string, values: SqlValue[]): string {
  const text = asked.trim().toLowerCase();
  if (text === '') return '';
  const bind = (value: string) => `$${values.push(value)}`;
  const marked = MARKER.exec(text)?.[1];
  if (marked !== undefined) return `WHERE starts_with(fingerprint, ${bind(marked)})`;
  const part = bind(text);
  return `
  WHERE starts_with(fingerprint, ${part}) OR contains(lower(secret_type), ${part})
    OR fingerprint IN (
      SELECT secret_fingerprint FROM events
      WHERE secret_fingerprint IS NOT NULL AND contains(lower(resource), ${part})
      UNION SELECT fingerprint FROM secret_places WHERE contains(lower(place), ${part})
    )`;
}
