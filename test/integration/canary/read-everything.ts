import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { LeakSearch } from './leak-search.ts';

export interface WhatWasRead {
  /** Bytes by the path from the folder, with `/` on every system. */
  readonly files: ReadonlyMap<string, number>;
  readonly columns: number;
}

const isDatabase = (name: string) => /\.duckdb$|\.duckdb\.damaged/.test(name);

/**
 * Reads every file below the folder as bytes; and every column of every table of every database through DuckDB, which
 * packs texts so that no byte of them need stand in the file as it is.
 */
export async function readFolder(folder: string, search: LeakSearch): Promise<WhatWasRead> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = new Map<string, number>();
  let columns = 0;
  for (const path of paths) {
    const where = relative(folder, path).replaceAll(sep, '/');
    const bytes = await readFile(path);
    files.set(where, bytes.length);
    search.read(bytes, where);
    search.read(Buffer.from(where), 'a file name');
    if (isDatabase(path)) columns += await readDatabase(path, search, where);
  }
  return { files, columns };
}

/** From a copy, its log with it: opening a database writes to it. */
async function readDatabase(path: string, search: LeakSearch, where: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'keyglass-canary-'));
  const copy = join(folder, 'copy.duckdb');
  await cp(path, copy);
  await cp(`${path}.wal`, `${copy}.wal`).catch(() => undefined);
  const instance = await DuckDBInstance.create(copy, { threads: '2' });
  try {
    const connection = await instance.connect();
    const found = await connection.runAndReadAll(
      'SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal',
    );
    for (const [table, column, type] of found.getRows()) {
      const values = await connection.runAndReadAll(valuesOf(String(table), String(column), String(type)));
      for (const [value] of values.getRows()) {
        search.read(Buffer.from(String(value)), `${where}, ${table}.${column}`);
        if (type === 'BLOB') search.read(Buffer.from(String(value), 'hex'), `${where}, ${table}.${column}`);
      }
    }
    return found.getRows().length;
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

function valuesOf(table: string, column: string, type: string): string {
  const text = type === 'BLOB' ? `hex("${column}")` : `"${column}"::VARCHAR`;
  // A few large texts instead of a million small ones.
  return `SELECT string_agg(${text}, chr(10)) FROM (SELECT "${column}", row_number() OVER () // 5000 AS piece FROM "${table}" WHERE "${column}" IS NOT NULL) GROUP BY piece`;
}
