import type { Migration } from './migration.ts';

/**
 * Events get their ECS form and the thing they are a version of; sources get settings for each stream; a stream's
 * back-fill gets a checkpoint of its own.
 *
 * Tables with a key are made anew: DuckDB alters none that an index stands on. Their rows wait in a temporary table
 * meanwhile, which has the connection's catalog to itself and goes with it.
 */
export const versionsAndEcs: Migration = {
  version: 2,
  name: 'versions-and-ecs',
  sql: `
ALTER TABLE events ADD COLUMN ecs JSON;
-- The thing that the event is a version of, where it is one of a thing that changes.
ALTER TABLE events ADD COLUMN object_uid VARCHAR;
-- Which mapping made ocsf, ecs and the columns; see "map again".
ALTER TABLE events ADD COLUMN mapping_version INTEGER DEFAULT 1;

CREATE TEMP TABLE sources_before AS SELECT * FROM sources;
DROP TABLE sources;
CREATE TABLE sources (
  source_id VARCHAR PRIMARY KEY,
  vendor VARCHAR NOT NULL,
  -- Unique whatever the case; the writer sees to it, for DuckDB can't update a column that has an index in place.
  name VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  settings JSON NOT NULL,
  -- By stream: {"enabled", "intervalSeconds", "lookBackDays", "pageSize"}.
  streams JSON NOT NULL,
  credentials_expire_at TIMESTAMP,
  paused BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL
);
-- All sources of version 1 had the one stream "audit".
INSERT INTO sources
SELECT source_id, vendor, name, url, settings,
  json_object('audit', json_object(
    'enabled', true, 'intervalSeconds', interval_minutes * 60, 'lookBackDays', look_back_days, 'pageSize', 0)),
  NULL, paused, created_at
FROM sources_before ORDER BY created_at;
DROP TABLE sources_before;

CREATE TEMP TABLE runs_before AS SELECT * FROM runs;
DROP TABLE runs;
CREATE TABLE runs (
  run_id UUID PRIMARY KEY,
  source_id VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  -- polling, back-fill, import, mapping: only a polling tells whether the stream is up to date.
  purpose VARCHAR NOT NULL,
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
INSERT INTO runs
SELECT run_id, source_id, stream, 'polling', started_at, finished_at, outcome, received, stored, duplicate, rejected,
  unmapped, error
FROM runs_before;
DROP TABLE runs_before;

CREATE TEMP TABLE checkpoints_before AS SELECT * FROM checkpoints;
DROP TABLE checkpoints;
CREATE TABLE checkpoints (
  source_id VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  -- polling, back-fill
  purpose VARCHAR NOT NULL,
  position JSON NOT NULL,
  description VARCHAR NOT NULL,
  moved_at TIMESTAMP NOT NULL,
  PRIMARY KEY (source_id, stream, purpose)
);
INSERT INTO checkpoints
SELECT source_id, stream, 'polling', position, description, moved_at FROM checkpoints_before;
DROP TABLE checkpoints_before;

-- The latest version of each thing. Its size is that of what there is, not of what happened to it.
CREATE TABLE object_latest (
  source_id VARCHAR NOT NULL,
  stream VARCHAR NOT NULL,
  object_uid VARCHAR NOT NULL,
  event_id UUID NOT NULL,
  -- What the record alone would be called: an equal one is the same state. The event has another id where a state came back.
  content_id UUID NOT NULL,
  version_us BIGINT NOT NULL,
  time TIMESTAMP NOT NULL,
  -- When the vendor last told of the thing, changed or not.
  confirmed_at TIMESTAMP NOT NULL,
  PRIMARY KEY (source_id, stream, object_uid)
);

-- Events that are not the latest version of their thing. Each once; commit-page.ts sees to it.
CREATE TABLE superseded_events (event_id UUID NOT NULL);
`,
};
