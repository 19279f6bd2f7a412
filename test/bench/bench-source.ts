import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../main/collector/clock.ts';
import { importRecords } from '../../main/collector/import-records.ts';
import { createPageStore } from '../../main/collector/store-records.ts';
import { readLatestRecords } from '../../main/database/latest-records.ts';
import { readVaultKey } from '../../main/database/vault-key-reader.ts';
import type { Workspace } from '../../main/database/workspace.ts';
import type { SourceRecord } from '../../main/database/writer.ts';
import { openVault } from '../../main/secrets/open-vault.ts';
import type { Vault } from '../../main/secrets/vault.ts';
import { auditStream } from '../../main/vendors/entro/audit.stream.ts';
import type { SampleAnswer } from './sample-answers.ts';
import { unwrap } from './unwrap.ts';

/** A source whose answers are handed in instead of fetched; from there on they go the way that all answers go. */
export interface BenchSource {
  /** Files of raw records, as the `import` command takes them. Answers with the number of events stored. */
  importFiles(paths: readonly string[]): Promise<number>;
  /** One answer: read, split, prepared, and committed with its checkpoint in one transaction. */
  storeAnswer(json: string): Promise<void>;
}

/** Lives as long as the bench: the workspace is closed and opened again in between. */
const masterKey = randomBytes(32).toString('base64');
/** More than any answer of the bench has records: each is one transaction. */
const recordsPerPage = 100_000;

export async function addBenchSource(workspace: Workspace): Promise<BenchSource> {
  const { writer } = workspace;
  const source: SourceRecord = {
    sourceId: randomUUID(),
    vendor: 'entro',
    name: `Bench ${randomUUID()}`,
    url: 'https://entro.example.com',
    settings: {},
    streams: {},
    credentialsExpireAtUs: null,
    paused: false,
    createdAtUs: systemClock.nowUs(),
  };
  unwrap(await writer.saveSource(source));
  const { sourceId } = source;
  const runId = randomUUID();
  unwrap(
    await writer.startRun({
      runId,
      sourceId,
      stream: auditStream.name,
      startedAtUs: systemClock.nowUs(),
    }),
  );
  const shared = {
    source,
    stream: auditStream,
    vault: await openBenchVault(workspace),
    writer,
    clock: systemClock,
    signal: new AbortController().signal,
    checkpointOf: 'polling' as const,
    readLatestRecords: (source: string, stream: string, uids: readonly string[]) =>
      readLatestRecords(workspace.readers, source, stream, uids),
  };
  const pages = createPageStore({ ...shared, runId, recordsPerPage }, () => undefined);
  return {
    async importFiles(paths) {
      const job = { ...shared, runId: randomUUID(), paths, onStored: () => undefined };
      return unwrap(await importRecords(job)).stored;
    },
    async storeAnswer(json) {
      const records = unwrap(auditStream.readRecords(JSON.parse(json)));
      unwrap(await pages.begin(records, { position: '{"day":"bench"}', description: 'bench' }));
      unwrap(await pages.settle());
    },
  };
}

/** Writes each answer to a file of its own. */
export async function writeAnswers(folder: string, answers: Iterable<SampleAnswer>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const { json } of answers) {
    const path = join(folder, `answer-${paths.length}.json`);
    await writeFile(path, json);
    paths.push(path);
  }
  return paths;
}

async function openBenchVault(workspace: Workspace): Promise<Vault> {
  return unwrap(
    await openVault({
      workspaceId: workspace.workspaceId,
      masterKey: { kind: 'given', base64: masterKey },
      readVaultKey: () => readVaultKey(workspace.readers),
      writeVaultKey: (key) => workspace.writer.writeVaultKey(key),
      randomBytes,
    }),
  );
}
