import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../../main/database/migrate.ts';
import { firstMigration } from '../../../../main/database/migrations/0001-first.ts';
import { versionsAndEcs } from '../../../../main/database/migrations/0002-versions-and-ecs.ts';
import { readSecretDetail } from '../../../../main/database/secret-reader.ts';
import type { Workspace } from '../../../../main/database/workspace.ts';
import { testId } from '../../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testNowUs } from '../../../helpers/temporary-workspace.ts';

const own = testId('what the event is about');
const other = testId('held by the way');
const twin = `${other.slice(0, 8)}${'0'.repeat(24)}`;

let folder: string;
let workspace: Workspace | null;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
  workspace = null;
  await mkdir(folder);
});

afterEach(async () => {
  await workspace?.close();
  await remove();
});

/** A workspace as the second version left it, of one event with that record. */
async function opened(
  raw: unknown,
  fingerprints: readonly string[],
  about: string | null,
): Promise<Workspace> {
  const now = `make_timestamp(${testNowUs})`;
  const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'));
  const connection = await instance.connect();
  await migrate(connection, testNowUs, [firstMigration, versionsAndEcs]);
  for (const fingerprint of fingerprints) {
    await connection.run(
      `INSERT INTO secrets VALUES ('${fingerprint}', NULL, 20, '\\x02'::BLOB, ${now}, ${now}, 'open')`,
    );
  }
  await connection.run(
    `INSERT INTO events BY NAME SELECT
      '${testId('event')}'::UUID AS event_id, ${now} AS time, ${now} AS received_at, 'source-1' AS source_id,
      'Entro EU' AS source_name, 'entro' AS vendor, 'audit' AS stream, 2006 AS class_uid, '' AS class_name,
      1 AS activity_id, '' AS activity_name, 200601 AS type_uid, 4 AS severity_id, $1 AS secret_fingerprint,
      '' AS search_text, '{}' AS ocsf, $2 AS raw, uuid() AS run_id, 2 AS mapping_version`,
    [about, JSON.stringify(raw)],
  );
  connection.disconnectSync();
  instance.closeSync();
  workspace = await openTestWorkspace(folder);
  return workspace;
}

const marker = (fingerprint: string) => `‹secret:fp:${fingerprint.slice(0, 8)}›`;

describe('a workspace of an older version', () => {
  const raw = {
    exposed_value: marker(own),
    headers: [{ none: 1 }, { 'x.auth': `Bearer ${marker(other)} and ${marker(other)}` }],
    message: `${marker(own)} beside ${marker(other)}`,
    unknown: marker('f'.repeat(32)),
  };

  it('gets to know which events hold which secrets, once', async () => {
    const { readers } = await opened(raw, [own, other], own);

    expect(await readSecretDetail(readers, other)).toMatchObject({
      value: {
        secret: { mentions: 1, exposures: 0, state: 'new', vendors: ['entro'] },
        places: [{ kind: 'mention', field: 'headers.1.x.auth', times: 1, sourceName: 'Entro EU' }],
      },
    });
    expect(await readSecretDetail(readers, own)).toMatchObject({
      value: { secret: { mentions: 0, exposures: 1 } },
    });

    await workspace?.close();
    workspace = await openTestWorkspace(folder);
    expect(await readSecretDetail(workspace.readers, other)).toMatchObject({
      value: { secret: { mentions: 1 } },
    });
  });

  it('knows of an event that is about no secret, too', async () => {
    const { readers } = await opened({ licenseKey: marker(other) }, [other], null);

    expect(await readSecretDetail(readers, other)).toMatchObject({
      value: { places: [{ field: 'licenseKey' }] },
    });
  });

  it('claims nothing where a marker could be of two secrets', async () => {
    const { readers } = await opened(raw, [own, other, twin], own);

    expect(await readSecretDetail(readers, other)).toMatchObject({ value: { secret: { mentions: 0 } } });
  });
});
