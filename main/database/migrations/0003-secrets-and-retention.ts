import type { Migration } from './migration.ts';

/**
 * Events that are there already say by their markers what they hold. A marker shows eight digits of the fingerprint: one
 * that could be of two secrets is of none. `$.headers[1]."auth.x"` becomes `headers.1.auth.x`, as it is written from now on.
 */
const MENTIONS_OF_KNOWN_EVENTS = String.raw`
INSERT INTO secret_mentions
WITH holding AS (
  SELECT * FROM events
  WHERE contains(replace(raw::VARCHAR, coalesce('‹secret:fp:' || left(secret_fingerprint, 8) || '›', ''), ''), '‹secret:fp:')
    AND json_valid(raw)
), marked AS (
  SELECT holding.*, unnest(regexp_extract_all(tree.atom::VARCHAR, '‹secret:fp:([0-9a-f]{8})›', 1)) AS short,
    regexp_replace(regexp_replace(tree.fullkey, '\[(\d+)\]', '.\1', 'g'), '^\$\.?|"', '', 'g') AS field
  FROM holding, json_tree(holding.raw) AS tree
  WHERE contains(tree.atom::VARCHAR, '‹secret:fp:')
), known AS (
  SELECT left(fingerprint, 8) AS short, any_value(fingerprint) AS fingerprint FROM secrets GROUP BY short HAVING count(*) = 1
)
SELECT known.fingerprint, event_id, time, source_id, source_name, vendor, stream, left(min(field), 300)
FROM marked JOIN known USING (short)
WHERE known.fingerprint IS DISTINCT FROM marked.secret_fingerprint
GROUP BY ALL;
`;

/**
 * Secrets get a history and the places they were seen in; events may leave after a time, and what they told of secrets
 * stays.
 */
export const secretsAndRetention: Migration = {
  version: 3,
  name: 'secrets-and-retention',
  sql: `
UPDATE secrets SET state = 'new' WHERE state = 'open';

-- What became of a secret, oldest first: each change of state, by the analyst or by Keyglass.
CREATE TABLE secret_states (
  fingerprint VARCHAR NOT NULL,
  "at" TIMESTAMP NOT NULL,
  state VARCHAR NOT NULL,
  note VARCHAR,
  -- analyst, keyglass
  changed_by VARCHAR NOT NULL
);

-- Where a stored event holds a secret that it is not about (a token in a message). What an event is about stands in
-- events.secret_fingerprint.
CREATE TABLE secret_mentions (
  fingerprint VARCHAR NOT NULL,
  event_id UUID NOT NULL,
  time TIMESTAMP NOT NULL,
  source_id VARCHAR NOT NULL,
  source_name VARCHAR NOT NULL,
  vendor VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  -- Keys from the record's root: "request.headers.authorization".
  field VARCHAR NOT NULL
);

-- Places of events that have left: what events and secret_mentions said of them, summed up.
CREATE TABLE secret_places (
  fingerprint VARCHAR NOT NULL,
  -- exposure, mention
  kind VARCHAR NOT NULL,
  source_id VARCHAR NOT NULL,
  source_name VARCHAR NOT NULL,
  vendor VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  -- Of an exposure: the vendor's id of the scan or request, the resource or file, and the line.
  request VARCHAR,
  place VARCHAR,
  line BIGINT,
  -- Of a mention.
  field VARCHAR,
  first_seen TIMESTAMP NOT NULL,
  last_seen TIMESTAMP NOT NULL,
  times BIGINT NOT NULL
);

-- How long events of a source are kept. No row, or NULL in both: for ever.
CREATE TABLE retention_rules (
  source_id VARCHAR PRIMARY KEY,
  keep_days INTEGER,
  keep_bytes BIGINT
);

-- So that a run's stored events can still be counted after some have left.
CREATE TABLE retention_removals (
  removed_at TIMESTAMP NOT NULL,
  run_id UUID NOT NULL,
  removed BIGINT NOT NULL
);

-- What the analyst wrote on an event. Such an event stays, however old.
CREATE TABLE annotations (
  event_id UUID PRIMARY KEY,
  starred BOOLEAN NOT NULL,
  tags JSON NOT NULL,
  note VARCHAR NOT NULL,
  changed_at TIMESTAMP NOT NULL
);
${MENTIONS_OF_KNOWN_EVENTS}`,
};
