import { beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { newestSchemaVersion } from '../../../main/database/migrate.ts';
import { firstMigration } from '../../../main/database/migrations/0001-first.ts';
import { versionsAndEcs } from '../../../main/database/migrations/0002-versions-and-ecs.ts';
import { readSources } from '../../../main/database/source-reader.ts';
import { readCheckpoint } from '../../../main/database/stream-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, testId } from '../../helpers/event-builders.ts';
import { openTestWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { eachTestHasAFolder, folder } from './a-workspace-folder.ts';
import { writeOlderWorkspace } from './older-workspace.ts';

const EVENT = testId('an event of version 2');
const RUN = '00000000-0000-4000-8000-0000000000bb';
const SECRET = testId('a secret');

eachTestHasAFolder();
beforeEach(() => writeOlderWorkspace(folder, [firstMigration, versionsAndEcs], rowsOfVersion2()));

/** A row in every table that has rows of vendors or analysts. */
function rowsOfVersion2(): string {
  const now = `make_timestamp(${testNowUs})`;
  return `
    INSERT INTO sources VALUES
      ('source-1', 'entro', 'Entro EU', 'https://entro.example.com', '{}',
       '{"audit":{"enabled":true,"intervalSeconds":600,"lookBackDays":60,"pageSize":0}}', NULL, true, ${now});
    INSERT INTO checkpoints VALUES ('source-1', 'audit', 'polling', '{"day":"2026-11-19"}', '2026-11-19', ${now});
    INSERT INTO checkpoints VALUES ('source-1', 'audit', 'back-fill', '{"day":"2026-10-01"}', '2026-10-01', ${now});
    INSERT INTO runs VALUES
      ('${RUN}', 'source-1', 'audit', 'polling', ${now}, ${now}, 'succeeded', 3, 1, 1, 1, 0, NULL);
    INSERT INTO rejected_records VALUES
      ('source-1', 'audit', '${testId('rejected')}', '${RUN}'::UUID, ${now}, 'The date is not a date.', '{}', '\\x01'::BLOB);
    INSERT INTO secrets VALUES ('${SECRET}', 'AWS_ACCESS_KEY_ID', 20, '\\x02'::BLOB, ${now}, ${now}, 'open');
    INSERT INTO preferences VALUES ('theme', '"dark"');
    INSERT INTO audit_log VALUES (${now}, 'export.finished', '{}');
    INSERT INTO object_latest VALUES
      ('source-1', 'audit', 'thing', '${EVENT}'::UUID, '${EVENT}'::UUID, 1, ${now}, ${now});
    INSERT INTO events BY NAME SELECT
      '${EVENT}'::UUID AS event_id, ${now} AS time, ${now} AS received_at, 'source-1' AS source_id,
      'Entro EU' AS source_name, 'entro' AS vendor, 'audit' AS stream, 2006 AS class_uid,
      'Data Security Finding' AS class_name, 1 AS activity_id, 'Create' AS activity_name, 200601 AS type_uid,
      4 AS severity_id, '${SECRET}' AS secret_fingerprint, 'text' AS search_text, '{}' AS ocsf, '{}' AS raw,
      '{}' AS ecs, 'thing' AS object_uid, 2 AS mapping_version, '${RUN}'::UUID AS run_id`;
}

async function withWorkspace(work: (workspace: Workspace) => Promise<void>): Promise<void> {
  const workspace = await openTestWorkspace(folder);
  try {
    await work(workspace);
  } finally {
    await workspace.close();
  }
}

const rows = async ({ readers }: Workspace, text: string) => {
  const answer = await readers.all({ text, values: [] });
  return answer.ok ? answer.value : answer.error;
};

describe('a workspace of version 2', () => {
  it('opens with its sources and both checkpoints of a stream', () =>
    withWorkspace(async (workspace) => {
      expect(await readSources(workspace.readers)).toMatchObject({
        ok: true,
        value: [{ sourceId: 'source-1', streams: { audit: { intervalSeconds: 600 } } }],
      });
      expect(await readCheckpoint(workspace.readers, 'source-1', 'audit')).toEqual({
        ok: true,
        value: { position: '{"day":"2026-11-19"}', description: '2026-11-19' },
      });
      expect(await rows(workspace, 'SELECT purpose FROM checkpoints ORDER BY purpose')).toEqual([
        { purpose: 'back-fill' },
        { purpose: 'polling' },
      ]);
    }));

  it('has its secrets, which are new: the state that all had says nothing', () =>
    withWorkspace(async (workspace) => {
      expect(await rows(workspace, 'SELECT fingerprint, state, ciphertext FROM secrets')).toEqual([
        { fingerprint: SECRET, state: 'new', ciphertext: new Uint8Array([2]) },
      ]);
    }));

  it('knows its event when it comes again, also with another time', () =>
    withWorkspace(async (workspace) => {
      const at = (timeUs: number) =>
        anEventToStore({ eventId: EVENT, secretFingerprint: null, event: { timeUs } });
      expect(await commitEvents(workspace, [at(testNowUs)])).toMatchObject({ duplicate: 1 });
      expect(await commitEvents(workspace, [at(testNowUs - 90 * US_PER_DAY)])).toMatchObject({
        duplicate: 1,
      });
    }));

  it('is sound, with every row that it had, also when it is opened a second time', async () => {
    await (await openTestWorkspace(folder)).close();
    expect(await checkWorkspace(folder, testClock)).toMatchObject({
      ok: true,
      value: {
        schemaVersion: newestSchemaVersion,
        counts: {
          events: 1,
          sources: 1,
          checkpoints: 2,
          runs: 1,
          rejected_records: 1,
          secrets: 1,
          preferences: 1,
          audit_log: 1,
          object_latest: 1,
          secret_states: 0,
          annotations: 0,
        },
        notices: [],
        findings: [],
      },
    });
  });
});
