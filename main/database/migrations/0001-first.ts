import type { Migration } from './migration.ts';

/**
 * SQL in a module instead of a `.sql` file: the same import then works in plain Node, in vitest and in the bundled main.
 *
 * Low-cardinality columns are text, not ENUM: DuckDB's dictionary compression makes them as small, and a vendor's new
 * operation must not need a new type.
 */
export const firstMigration: Migration = {
  version: 1,
  name: 'first',
  sql: `
-- Times are UTC microseconds. Rows arrive nearly in time order, so min/max per row group prunes time filters.
CREATE TABLE workspace (
  workspace_id UUID NOT NULL,
  created_at TIMESTAMP NOT NULL,
  -- The vault's data key, wrapped by the key in the OS keychain; and a value that tells a right key from a wrong one.
  wrapped_key BLOB,
  key_check BLOB
);

CREATE TABLE events (
  -- No key: an index over every event would cost memory that grows with the file. See duplicates.ts.
  event_id UUID NOT NULL,
  time TIMESTAMP NOT NULL,
  received_at TIMESTAMP NOT NULL,
  source_id VARCHAR NOT NULL,
  source_name VARCHAR NOT NULL,
  vendor VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  vendor_event_id VARCHAR,
  class_uid INTEGER NOT NULL,
  class_name VARCHAR NOT NULL,
  activity_id SMALLINT NOT NULL,
  activity_name VARCHAR NOT NULL,
  type_uid BIGINT NOT NULL,
  severity_id SMALLINT NOT NULL,
  status_id SMALLINT,
  status VARCHAR,
  operation VARCHAR,
  message VARCHAR,
  actor VARCHAR,
  user_name VARCHAR,
  user_email VARCHAR,
  user_uid VARCHAR,
  src_ip VARCHAR,
  -- In the IPv6 space (IPv4 as ::ffff:a.b.c.d), so that a network is a range. Not compressed: unpacking 128-bit numbers
  -- takes forty times as long as reading them.
  src_ip_number UHUGEINT USING COMPRESSION uncompressed,
  device_name VARCHAR,
  resource VARCHAR,
  secret_type VARCHAR,
  secret_fingerprint VARCHAR,
  secret_length INTEGER,
  secret_line BIGINT,
  observables STRUCT(type_id INTEGER, name VARCHAR, value VARCHAR)[],
  -- Lower case; what free text looks in. See search-text.ts.
  search_text VARCHAR NOT NULL,
  ocsf JSON NOT NULL,
  raw JSON NOT NULL,
  run_id UUID NOT NULL
);

CREATE TABLE sources (
  source_id VARCHAR PRIMARY KEY,
  vendor VARCHAR NOT NULL,
  -- Unique whatever the case; the writer sees to it, for DuckDB can't update a column that has an index in place.
  name VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  settings JSON NOT NULL,
  look_back_days INTEGER NOT NULL,
  interval_minutes INTEGER NOT NULL,
  paused BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE checkpoints (
  source_id VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  position JSON NOT NULL,
  description VARCHAR NOT NULL,
  moved_at TIMESTAMP NOT NULL,
  PRIMARY KEY (source_id, stream)
);

CREATE TABLE runs (
  run_id UUID PRIMARY KEY,
  source_id VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  started_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  outcome VARCHAR NOT NULL,
  received BIGINT NOT NULL,
  stored BIGINT NOT NULL,
  duplicate BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  unmapped BIGINT NOT NULL,
  error JSON,
  CHECK (received = stored + duplicate + rejected)
);

-- What would need a look at every event otherwise.
CREATE TABLE stream_totals (
  source_id VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  newest_event TIMESTAMP NOT NULL,
  PRIMARY KEY (source_id, stream)
);

CREATE TABLE rejected_records (
  source_id VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  rejected_id VARCHAR NOT NULL,
  run_id UUID NOT NULL,
  rejected_at TIMESTAMP NOT NULL,
  reason VARCHAR NOT NULL,
  outline VARCHAR NOT NULL,
  ciphertext BLOB NOT NULL,
  PRIMARY KEY (source_id, stream, rejected_id)
);

CREATE TABLE secrets (
  fingerprint VARCHAR PRIMARY KEY,
  secret_type VARCHAR,
  length INTEGER NOT NULL,
  ciphertext BLOB NOT NULL,
  first_seen TIMESTAMP NOT NULL,
  last_seen TIMESTAMP NOT NULL,
  state VARCHAR NOT NULL
);

CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value JSON NOT NULL);

CREATE TABLE export_jobs (
  job_id UUID PRIMARY KEY,
  format VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  written BIGINT NOT NULL,
  total BIGINT,
  bytes BIGINT NOT NULL,
  started_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  error JSON
);

CREATE TABLE audit_log (
  "at" TIMESTAMP NOT NULL,
  action VARCHAR NOT NULL,
  detail JSON NOT NULL
);
`,
};
