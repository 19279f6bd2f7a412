import type { SecretSummary } from '../../shared/secret-inventory.ts';
import { lastChangesSql } from './secret-states.ts';

/**
 * Common table expressions that end in `summaries`: what is known of each secret of the table `page` (fingerprint,
 * secret_type, length, state, first_seen, last_seen, position). Counted when asked, and for that page alone: events say
 * where a secret was exposed, and `secret_places` what they said before they left.
 */
export const summariesSql = `
exposed AS (
  SELECT fingerprint, sum(times)::BIGINT AS exposures, list(DISTINCT vendor) AS vendors,
    count(DISTINCT {'source': source_id, 'place': place, 'line': line}) AS places
  FROM (
    SELECT secret_fingerprint AS fingerprint, source_id, resource AS place, secret_line AS line, vendor, count(*) AS times
    FROM events WHERE secret_fingerprint IN (SELECT fingerprint FROM page) GROUP BY ALL
    UNION ALL
    SELECT fingerprint, source_id, place, line, vendor, times
    FROM secret_places WHERE kind = 'exposure' AND fingerprint IN (SELECT fingerprint FROM page)
  ) GROUP BY fingerprint
), mentioned AS (
  SELECT fingerprint, sum(times)::BIGINT AS mentions, list(DISTINCT vendor) AS vendors
  FROM (
    SELECT fingerprint, vendor, count(*) AS times
    FROM secret_mentions WHERE fingerprint IN (SELECT fingerprint FROM page) GROUP BY ALL
    UNION ALL
    SELECT fingerprint, vendor, times
    FROM secret_places WHERE kind = 'mention' AND fingerprint IN (SELECT fingerprint FROM page)
  ) GROUP BY fingerprint
), changed AS (
  ${lastChangesSql('secret_states WHERE fingerprint IN (SELECT fingerprint FROM page)')}
), summaries AS (
  SELECT page.position, {
    'fingerprint': fingerprint, 'secretType': secret_type, 'length': length, 'state': state,
    'stateChangedAtUs': changed_at, 'firstSeenUs': first_seen, 'lastSeenUs': last_seen,
    'exposures': coalesce(exposures, 0), 'mentions': coalesce(mentions, 0), 'places': coalesce(places, 0),
    'vendors': list_sort(list_distinct(list_concat(coalesce(exposed.vendors, []), coalesce(mentioned.vendors, []))))
  } AS summary
  FROM page LEFT JOIN exposed USING (fingerprint) LEFT JOIN mentioned USING (fingerprint)
    LEFT JOIN changed USING (fingerprint)
)`;

/** All of `summaries`, in their order. */
export const summariesListSql = `(SELECT list(summary ORDER BY position) FROM summaries)`;

/** What `summariesListSql` answers. Its shape is held by the contract's schema, which answers are made of. */
export function summariesOf(value: unknown): SecretSummary[] {
  return Array.isArray(value) ? (value as SecretSummary[]) : [];
}
