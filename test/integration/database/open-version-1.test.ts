import { beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { newestSchemaVersion } from '../../../main/database/migrate.ts';
import { firstMigration } from '../../../main/database/migrations/0001-first.ts';
import { readSources } from '../../../main/database/source-reader.ts';
import { readCheckpoint } from '../../../main/database/stream-reader.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, testId } from '../../helpers/event-builders.ts';
import { openTestWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { eachTestHasAFolder, folder } from './a-workspace-folder.ts';
import { writeOlderWorkspace } from './older-workspace.ts';

const EVENT = testId('an event of version 1');
const RUN = '00000000-0000-4000-8000-0000000000aa';

eachTestHasAFolder();
beforeEach(() => writeOlderWorkspace(folder, [firstMigration], rowsOfVersion1()));

/** A row in every table that the second version changes. */
function rowsOfVersion1(): string {
  return `
    INSERT INTO sources VALUES
      ('source-1', 'entro', 'Entro EU', 'https://entro.example.com', '{"region":"eu"}', 60, 10, true,
       make_timestamp(${testNowUs}));
    INSERT INTO checkpoints VALUES
      ('source-1', 'audit', '{"day":"2026-11-19"}', '2026-11-19', make_timestamp(${testNowUs}));
    INSERT INTO runs VALUES
      ('${RUN}', 'source-1', 'audit', make_timestamp(${testNowUs}), make_timestamp(${testNowUs}), 'succeeded', 1, 1, 0, 0, 0, NULL);
    INSERT INTO events BY NAME SELECT
      '${EVENT}'::UUID AS event_id, make_timestamp(${testNowUs}) AS time, make_timestamp(${testNowUs}) AS received_at,
      'source-1' AS source_id, 'Entro EU' AS source_name, 'entro' AS vendor, 'audit' AS stream, 2006 AS class_uid,
      'Data Security Finding' AS class_name, 1 AS activity_id, 'Create' AS activity_name, 200601 AS type_uid,
      4 AS severity_id, 'text' AS search_text, '{}' AS ocsf, '{}' AS raw, '${RUN}'::UUID AS run_id`;
}

describe('a workspace of version 1', () => {
  it('opens with its sources, whose settings became those of their one stream', async () => {
    const workspace = await openTestWorkspace(folder);
    expect(await readSources(workspace.readers)).toEqual({
      ok: true,
      value: [
        {
          sourceId: 'source-1',
          vendor: 'entro',
          name: 'Entro EU',
          url: 'https://entro.example.com',
          settings: { region: 'eu' },
          paused: true,
          streams: { audit: { enabled: true, intervalSeconds: 600, lookBackDays: 60, pageSize: 0 } },
          credentialsExpireAtUs: null,
          createdAtUs: testNowUs,
        },
      ],
    });
    await workspace.close();
  });

  it('goes on collecting from its checkpoint', async () => {
    const workspace = await openTestWorkspace(folder);
    expect(await readCheckpoint(workspace.readers, 'source-1', 'audit')).toEqual({
      ok: true,
      value: { position: '{"day":"2026-11-19"}', description: '2026-11-19' },
    });
    await workspace.close();
  });

  it('has its events, of mapping 1 and without an ECS form, and knows them when they come again', async () => {
    const workspace = await openTestWorkspace(folder);
    const again = anEventToStore({ eventId: EVENT, event: { timeUs: testNowUs } });
    expect(await commitEvents(workspace, [again, anEventToStore()])).toMatchObject({
      stored: 1,
      duplicate: 1,
    });
    const answer = await workspace.readers.all({
      text: 'SELECT ecs, object_uid, mapping_version FROM events WHERE event_id = $1::UUID',
      values: [EVENT],
    });
    expect(answer).toEqual({ ok: true, value: [{ ecs: null, object_uid: null, mapping_version: 1 }] });
    await workspace.close();
  });

  it('is sound, also when it is opened a second time', async () => {
    await (await openTestWorkspace(folder)).close();
    expect(await checkWorkspace(folder, testClock)).toMatchObject({
      ok: true,
      value: {
        schemaVersion: newestSchemaVersion,
        counts: { events: 1, sources: 1, checkpoints: 1 },
        notices: [],
        findings: [],
      },
    });
  });
});
