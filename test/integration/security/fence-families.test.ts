import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fence, openInstance } from '../../../main/database/open-instance.ts';
import {
  layOutFolder,
  type WorkspacePaths,
  workspacePaths,
} from '../../../main/database/workspace-folder.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

/** Table functions of DuckDB 1.5.6 whose first argument is a text but no file: names, queries, settings. */
const noFiles = [
  'check_peg_parser',
  'checkpoint',
  'duckdb_table_sample',
  'enable_logging',
  'enable_profiling',
  'force_checkpoint',
  'json_each',
  'json_execute_serialized_sql',
  'json_tree',
  'pragma_metadata_info',
  'pragma_show',
  'pragma_storage_info',
  'pragma_table_info',
  'query',
  'query_table',
  'repeat',
  'sql_auto_complete',
  'test_vector_types',
  'unnest',
  'which_secret',
];

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let paths: WorkspacePaths;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
const outside = (...names: string[]) => join(folder.path, 'outside', ...names);
const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  paths = workspacePaths(join(folder.path, 'workspace'));
  await mkdir(paths.folder);
  await mkdir(outside());
  for (const name of ['a.csv', 'a.json', 'a.parquet', 'a.txt', 'a.duckdb'])
    await writeFile(outside(name), 'a\n1\n');
  ({ instance, connection } = await openInstance(paths, {}));
  await layOutFolder(paths);
  await fence(connection, paths);
});
afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await folder.remove();
});

async function problemOf(text: string): Promise<string> {
  return connection.run(text).then(
    () => 'it ran',
    (problem: Error) => problem.message,
  );
}

/** Not a slip of this test (a syntax error, a missing function): the fence itself. */
const fenced =
  /^(Permission Error|Invalid Input Error: Cannot change configuration|Invalid Input Error: .*locked|Catalog Error: .*(not found|does not exist)|IO Error: Extension)/;

/** Those that were in the catalogue when DuckDB was opened; `getenv` and shells' functions are not among them. */
async function tableFunctionsOfText(): Promise<readonly string[]> {
  const found = await connection.runAndReadAll(
    `SELECT DISTINCT function_name FROM duckdb_functions()
     WHERE function_type = 'table' AND list_any_value(parameter_types) LIKE 'VARCHAR%' OR function_type = 'table'
       AND parameter_types[1] IN ('ANY', 'VARCHAR[]') ORDER BY 1`,
  );
  return found.getRowsJson().map(([name]) => String(name));
}

describe('the fence around the database', () => {
  it('holds for every function that reads files, and knows every function that might', async () => {
    const functions = await tableFunctionsOfText();
    expect(functions).toEqual(
      expect.arrayContaining([
        'glob',
        'parquet_scan',
        'read_blob',
        'read_csv',
        'read_json',
        'read_text',
        'sniff_csv',
      ]),
    );
    let tried = 0;
    for (const name of functions.filter((one) => !noFiles.includes(one))) {
      for (const target of [
        outside('a.csv'),
        outside('*'),
        'https://example.com/a.csv',
        '/proc/self/environ',
      ]) {
        for (const argument of [quoted(target), `[${quoted(target)}]`]) {
          const more = name === 'parquet_bloom_probe' ? ", 'a', 1" : '';
          const problem = await problemOf(`SELECT * FROM ${name}(${argument}${more})`);
          // A list is not taken by every one of them.
          const isNoSignature = argument.startsWith('[') && /No function matches|Binder Error/.test(problem);
          if (!isNoSignature) expect(problem, `${name}(${argument})`).toMatch(fenced);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(100);
  });

  it.each([
    "SELECT getenv('HOME')",
    "SELECT * FROM query($$SELECT * FROM read_text('/etc/passwd')$$)",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '/proc/self/environ'",
    "SELECT * FROM 's3://bucket/a.parquet'",
    "CREATE VIEW v AS SELECT * FROM read_csv('/etc/passwd')",
    "COPY (SELECT 1) TO '/tmp/keyglass-fence.csv'",
    "COPY (SELECT 1) TO '/dev/stdout' (FORMAT json)",
    "COPY (SELECT 1) TO '/tmp/keyglass-fence' (FORMAT parquet, PER_THREAD_OUTPUT)",
    "CREATE TABLE t (a VARCHAR); COPY t FROM '/etc/passwd'",
    "EXPORT DATABASE '/tmp/keyglass-fence-export'",
    "IMPORT DATABASE '/tmp/keyglass-fence-export'",
    "ATTACH '/tmp/keyglass-fence.duckdb'",
    "ATTACH 'https://example.com/a.duckdb' (READ_ONLY)",
    "ATTACH '/etc/passwd' AS a (TYPE sqlite)",
    'INSTALL httpfs',
    "INSTALL httpfs FROM 'https://example.com'",
    'FORCE INSTALL spatial FROM community',
    'LOAD httpfs',
    "LOAD '/tmp/x.duckdb_extension'",
    "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')",
    'CREATE PERSISTENT SECRET s (TYPE s3)',
    'SET enable_external_access = true',
    "SET allowed_directories = ['/']",
    "SET allowed_paths = ['/etc/passwd']",
    "SET GLOBAL temp_directory = '/tmp'",
    "SET secret_directory = '/tmp'",
    "SET extension_directory = '/tmp'",
    'SET allow_unsigned_extensions = true',
    'SET allow_community_extensions = true',
    'SET lock_configuration = false',
    'RESET lock_configuration',
    'RESET GLOBAL enable_external_access',
    "SET memory_limit = '100GB'",
    "SET log_query_path = '/tmp/keyglass-queries.log'",
    "SET profiling_output = '/tmp/keyglass-profile.json'",
    "PRAGMA enable_profiling = 'json'",
  ])('refuses %s', async (text) => {
    expect(await problemOf(text)).not.toBe('it ran');
    expect(await problemOf("SELECT 1 FROM glob('/tmp/keyglass-*')")).toMatch(fenced);
    expect(readdirSync('/tmp').filter((name) => /^keyglass-(fence|queries|profile|logs)/.test(name))).toEqual(
      [],
    );
  });

  it('is not led around by the way a path is written, or a folder’s name begins', async () => {
    const ways = [
      join(paths.staging, '..', '..', 'outside', 'a.csv'),
      `${paths.staging}/../../outside/a.csv`,
      `${paths.staging}/./../../outside/a.csv`,
      `${paths.staging}-other/a.csv`,
      `file://${outside('a.csv')}`,
    ];
    for (const way of ways) {
      expect(await problemOf(`SELECT * FROM read_text(${quoted(way)})`), way).toMatch(fenced);
      expect(await problemOf(`COPY (SELECT 1) TO ${quoted(`${way}.new`)}`), way).not.toBe('it ran');
    }
    expect(existsSync(outside('a.csv.new'))).toBe(false);
  });

  it('holds for a log that is switched on into a file: DuckDB ends rather than write it', async () => {
    // In a process of its own, which does not survive it.
    const script = `
      import { DuckDBInstance } from '@duckdb/node-api';
      import { fence } from './main/database/open-instance.ts';
      const instance = await DuckDBInstance.create(':memory:');
      const connection = await instance.connect();
      await fence(connection, { backups: '/nowhere/backups', staging: '/nowhere/staging' });
      await connection.run("CALL enable_logging(storage = 'file', storage_config = {'path': '${outside('logs')}'})");
      await connection.run("SELECT write_log('x', level := 'ERROR')").catch((problem) => console.log(problem.message));
    `;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      encoding: 'utf8',
    });
    expect(stdout).toContain('Permission Error');
    expect(existsSync(outside('logs'))).toBe(false);
  });
});
