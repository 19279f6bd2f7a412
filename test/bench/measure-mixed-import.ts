import { randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { systemClock } from '../../main/collector/clock.ts';
import { importRecords } from '../../main/collector/import-records.ts';
import { readLatestRecords } from '../../main/database/latest-records.ts';
import { openWorkspace } from '../../main/database/open-workspace.ts';
import type { Readers } from '../../main/database/readers.ts';
import { readVaultKey } from '../../main/database/vault-key-reader.ts';
import { openVault } from '../../main/secrets/open-vault.ts';
import type { Budget } from './budget.ts';
import type { Figure } from './figures.ts';
import { fixtureRecords, type StreamRecords } from './fixture-records.ts';
import { timed, withLoopDelay } from './measure.ts';
import { unwrap } from './unwrap.ts';
import { varyRecord } from './vary-record.ts';

interface StreamFile extends StreamRecords {
  readonly path: string;
}

/** Raw records of every stream of every vendor, as JSON Lines: files to stored events, beside DuckDB reading them. */
export async function measureMixedImport(events: number, folder: string, budget: Budget): Promise<Figure[]> {
  const files = await writeFiles(events, folder);
  const stored = await withLoopDelay(() => timed(() => importAll(files, join(folder, 'mixed'))));
  const direct = await timed(() => readDirectly(files));
  const bytes = (await Promise.all(files.map(({ path }) => stat(path)))).reduce(
    (sum, { size }) => sum + size,
    0,
  );
  return [
    {
      name: `Import of mixed raw records, ${Math.round(bytes / 1e6)} MB in ${files.length} files`,
      unit: 'events/s',
      budget: budget.importPerSecond,
      measured: stored.value.value / (stored.value.ms / 1_000),
      direct: direct.value / (direct.ms / 1_000),
    },
    {
      name: 'Event-loop delay while importing mixed records, p99',
      unit: 'ms',
      budget: budget.loopDelayMs,
      measured: stored.p99Ms,
      direct: null,
    },
  ];
}

async function writeFiles(events: number, folder: string): Promise<StreamFile[]> {
  const all = fixtureRecords();
  const each = Math.ceil(events / all.length);
  const nowMs = Date.now();
  await mkdir(folder, { recursive: true });
  const files: StreamFile[] = [];
  for (const of of all) {
    const path = join(folder, `${of.vendor}-${of.stream.name}.jsonl`);
    const texts = of.records.map((record) => JSON.stringify(record));
    const file = createWriteStream(path);
    for (let number = 0; number < each; number += 1) {
      const line = varyRecord(texts[number % texts.length] ?? '{}', number, nowMs);
      if (!file.write(`${line}\n`)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
    }
    file.end();
    await finished(file);
    files.push({ ...of, path });
  }
  return files;
}

/** Answers with the number of records that were received: those of things that change are stored as versions. */
async function importAll(files: readonly StreamFile[], folder: string): Promise<number> {
  const threads = availableParallelism();
  const workspace = unwrap(
    await openWorkspace({ folder, clock: systemClock, createIfMissing: true, threads }),
  );
  try {
    const { writer, readers, workspaceId } = workspace;
    const vault = unwrap(
      await openVault({
        workspaceId,
        masterKey: { kind: 'given', base64: randomBytes(32).toString('base64') },
        readVaultKey: () => readVaultKey(readers),
        writeVaultKey: (key) => writer.writeVaultKey(key),
        randomBytes,
      }),
    );
    let received = 0;
    for (const { vendor, stream, path } of files) {
      const source = {
        sourceId: `bench-${vendor}`,
        vendor,
        name: `Bench ${vendor}`,
        url: '',
        settings: {},
        streams: {},
        credentialsExpireAtUs: null,
        paused: true,
        createdAtUs: systemClock.nowUs(),
      };
      unwrap(await writer.saveSource(source));
      const signal = new AbortController().signal;
      const clock = systemClock;
      const job = { runId: randomUUID(), source, stream, paths: [path], vault, writer, clock, signal };
      received += unwrap(
        await importRecords({ ...job, readLatestRecords: latestOf(readers), onStored: () => undefined }),
      ).received;
    }
    return received;
  } finally {
    await workspace.close();
  }
}

function latestOf(readers: Readers) {
  return (sourceId: string, stream: string, uids: readonly string[]) =>
    readLatestRecords(readers, sourceId, stream, uids);
}

/** DuckDB alone reads the same lines and writes them to a table as they are. */
async function readDirectly(files: readonly StreamFile[]): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const paths = files.map(({ path }) => `'${path.replaceAll("'", "''")}'`).join(', ');
  await connection.run(
    `CREATE TABLE raw AS SELECT json FROM read_json_objects([${paths}], format = 'newline_delimited')`,
  );
  const rows = await connection.runAndReadAll('SELECT count(*)::DOUBLE AS n FROM raw');
  connection.closeSync();
  instance.closeSync();
  return Number(rows.getRowObjects()[0]?.n ?? 0);
}
