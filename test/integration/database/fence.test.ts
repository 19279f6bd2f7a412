import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fence, openInstance } from '../../../main/database/open-instance.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { layOutFolder, workspacePaths } from '../../../main/database/workspace-folder.ts';
import { aTemporaryFolder, aTemporaryWorkspace } from '../../helpers/temporary-workspace.ts';

describe('the fence around the database', () => {
  let workspace: Workspace;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ workspace, remove } = await aTemporaryWorkspace());
  });
  afterEach(() => remove());

  it.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM read_text('https://example.com/')",
  ])('keeps a question from running "%s"', async (text) => {
    const answer = await workspace.readers.all({ text, values: [] });
    expect(answer).toMatchObject({ ok: false });
    expect(!answer.ok && answer.error.detail).toMatch(/Permission Error|Catalog Error|IO Error/);
  });

  it('lets a question read what lies in staging', async () => {
    const path = join(workspace.folder, 'staging', 'records.csv');
    await writeFile(path, 'a,b\n1,2\n');
    expect(await workspace.readers.all({ text: 'SELECT a, b FROM read_csv($1)', values: [path] })).toEqual({
      ok: true,
      value: [{ a: 1, b: 2 }],
    });
  });
});

describe('a fenced connection', () => {
  let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
  beforeEach(async () => {
    folder = await aTemporaryFolder();
  });
  afterEach(() => folder.remove());

  it('writes to staging and backups only, loads nothing, and keeps its settings', async () => {
    const paths = workspacePaths(join(folder.path, "it's here"));
    const outside = join(folder.path, 'outside.csv');
    await mkdir(paths.folder);
    const { instance, connection } = await openInstance(paths, {});
    await layOutFolder(paths);
    await fence(connection, paths);
    const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;
    const refused = [
      `COPY (SELECT 1) TO ${quoted(outside)}`,
      `COPY (SELECT 1) TO ${quoted(join(paths.staging, '..', '..', 'outside.csv'))}`,
      `ATTACH ${quoted(outside)}`,
      'INSTALL httpfs',
      'LOAD httpfs',
      `LOAD ${quoted(join(paths.staging, 'x.duckdb_extension'))}`,
      'SET enable_external_access = true',
      "SET allowed_directories = ['/']",
      'SET lock_configuration = false',
      'RESET lock_configuration',
      "SET memory_limit = '100GB'",
    ];
    for (const text of refused) await expect(connection.run(text), text).rejects.toThrow();
    await connection.run(`COPY (SELECT 1) TO ${quoted(join(paths.staging, 'inside.csv'))}`);
    await connection.run(`ATTACH ${quoted(join(paths.backups, 'copy.duckdb'))} AS copy`);
    connection.disconnectSync();
    instance.closeSync();
    expect(existsSync(outside)).toBe(false);
    expect(existsSync(join(paths.staging, 'inside.csv'))).toBe(true);
  });
});
