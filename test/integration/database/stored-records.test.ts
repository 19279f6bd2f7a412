import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExportJobs } from '../../../main/database/export-job-reader.ts';
import { readPreferences } from '../../../main/database/preference-reader.ts';
import { readRejected, readRejection } from '../../../main/database/rejected-reader.ts';
import { readSources } from '../../../main/database/source-reader.ts';
import { listBackFills, readCheckpoint, readStreamRecords } from '../../../main/database/stream-reader.ts';
import { readVaultKey } from '../../../main/database/vault-key-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import type { SourceRecord } from '../../../main/database/writer.ts';
import { appError } from '../../../shared/app-error.ts';
import type { ExportJob } from '../../../shared/export-job.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aPageToStore, aRecordToReject, testId } from '../../helpers/event-builders.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import { aTemporaryWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
});
afterEach(() => remove());

const aSource = (overrides: Partial<SourceRecord> = {}) =>
  aSourceRecord({ settings: { prefix: "it's" }, ...overrides });

describe('sources', () => {
  it('are read as they were saved, and saving again changes them', async () => {
    await workspace.writer.saveSource(aSource());
    await workspace.writer.saveSource(
      aSource({ sourceId: 'source-2', name: 'Second', createdAtUs: testNowUs + 1 }),
    );
    await workspace.writer.saveSource(
      aSource({ url: 'https://other.example.com', paused: true, credentialsExpireAtUs: testNowUs }),
    );
    expect(await readSources(workspace.readers)).toEqual({
      ok: true,
      value: [
        aSource({ url: 'https://other.example.com', paused: true, credentialsExpireAtUs: testNowUs }),
        aSource({ sourceId: 'source-2', name: 'Second', createdAtUs: testNowUs + 1 }),
      ],
    });
  });

  it('have names that differ, whatever the case', async () => {
    await workspace.writer.saveSource(aSource());
    expect(
      await workspace.writer.saveSource(aSource({ sourceId: 'source-2', name: 'ENTRO eu' })),
    ).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input' },
    });
    expect(await workspace.writer.saveSource(aSource({ name: 'ENTRO eu' }))).toEqual({
      ok: true,
      value: null,
    });
  });

  it('give their new name to the events that are stored', async () => {
    await workspace.writer.saveSource(aSource());
    await commitEvents(workspace, [anEventToStore()]);
    await workspace.writer.saveSource(aSource({ name: 'Renamed' }));
    expect(await workspace.readers.all({ text: 'SELECT source_name FROM events', values: [] })).toEqual({
      ok: true,
      value: [{ source_name: 'Renamed' }],
    });
  });

  it('take their checkpoints and rejected records with them when removed, and leave the events', async () => {
    await workspace.writer.saveSource(aSource());
    const checkpoint = { position: '{"day":"2026-11-19"}', description: '2026-11-19' };
    await commitEvents(workspace, [anEventToStore()], { checkpoint, rejected: [aRecordToReject()] });
    await workspace.writer.removeSource('source-1');
    expect(await readSources(workspace.readers)).toEqual({ ok: true, value: [] });
    expect(await readCheckpoint(workspace.readers, 'source-1', 'audit')).toEqual({ ok: true, value: null });
    expect(await readRejected(workspace.readers, 'source-1', 10)).toEqual({
      ok: true,
      value: { records: [], total: 0 },
    });
    expect(await workspace.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] })).toEqual({
      ok: true,
      value: [{ n: 1 }],
    });
  });
});

describe('a back-fill', () => {
  const backFill = { position: '{"fromUs":1}', description: 'from June' };
  const polling = { position: '{"day":"2026-11-19"}', description: '2026-11-19' };
  const checkpointOf = (purpose?: 'polling' | 'back-fill') =>
    readCheckpoint(workspace.readers, 'source-1', 'audit', purpose);

  beforeEach(async () => {
    await commitEvents(workspace, [], { checkpoint: polling });
    await commitEvents(workspace, [anEventToStore()], { checkpoint: backFill, checkpointOf: 'back-fill' });
  });

  it('moves a checkpoint of its own, and the polling stays where it is', async () => {
    expect(await checkpointOf()).toEqual({ ok: true, value: polling });
    expect(await checkpointOf('back-fill')).toEqual({ ok: true, value: backFill });
    expect(await listBackFills(workspace.readers)).toEqual({
      ok: true,
      value: [{ sourceId: 'source-1', stream: 'audit', ...backFill }],
    });
    expect(await readStreamRecords(workspace.readers)).toMatchObject({
      value: [{ checkpoint: { description: '2026-11-19' } }],
    });
  });

  it('is forgotten when it is given up, and what it stored stays', async () => {
    await workspace.writer.removeBackFill('source-1', 'audit');
    expect(await listBackFills(workspace.readers)).toEqual({ ok: true, value: [] });
    expect(await checkpointOf()).toEqual({ ok: true, value: polling });
    expect(await workspace.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] })).toEqual({
      ok: true,
      value: [{ n: 1 }],
    });
  });
});

describe('streams', () => {
  it('tell what all their runs did, where they stand and what went wrong last', async () => {
    const newestUs = testNowUs - 1_000_000;
    const checkpoint = { position: '{"day":"2026-11-19"}', description: '2026-11-19' };
    await commitEvents(workspace, [anEventToStore({ event: { timeUs: newestUs } }), anEventToStore()], {
      checkpoint,
      receivedAtUs: testNowUs,
    });
    const runId = randomUUID();
    const error = appError('rate-limited', 'Too many requests.', 'Wait.', { retryAtUs: testNowUs + 10 });
    await workspace.writer.startRun({
      runId,
      sourceId: 'source-1',
      stream: 'audit',
      startedAtUs: testNowUs + 1,
    });
    await workspace.writer.finishRun({ runId, finishedAtUs: testNowUs + 2, outcome: 'failed', error });
    expect(await readCheckpoint(workspace.readers, 'source-1', 'audit')).toEqual({
      ok: true,
      value: checkpoint,
    });
    expect(await readStreamRecords(workspace.readers)).toEqual({
      ok: true,
      value: [
        {
          sourceId: 'source-1',
          stream: 'audit',
          counts: { received: 2, stored: 2, duplicate: 0, rejected: 0, unmapped: 0 },
          lastRun: {
            runId,
            startedAtUs: testNowUs + 1,
            finishedAtUs: testNowUs + 2,
            outcome: 'failed',
            counts: { received: 0, stored: 0, duplicate: 0, rejected: 0, unmapped: 0 },
          },
          checkpoint: { ...checkpoint, movedAtUs: testNowUs },
          lastSuccessAtUs: testNowUs,
          lastError: error,
          lastErrorAtUs: testNowUs + 2,
          newestEventUs: newestUs,
        },
      ],
    });
  });

  it('are not called up to date by an import or a back-fill, which count all the same', async () => {
    const runId = randomUUID();
    await workspace.writer.startRun({
      runId,
      sourceId: 'source-1',
      stream: 'audit',
      startedAtUs: testNowUs,
      purpose: 'import',
    });
    await workspace.writer.commitPage(aPageToStore({ runId, events: [anEventToStore()] }));
    await workspace.writer.finishRun({ runId, finishedAtUs: testNowUs, outcome: 'succeeded', error: null });
    expect(await readStreamRecords(workspace.readers)).toMatchObject({
      ok: true,
      value: [{ counts: { stored: 1 }, lastRun: null, lastSuccessAtUs: null, lastError: null }],
    });
  });

  it('tell of a run that is going on', async () => {
    await commitEvents(workspace, [anEventToStore()]);
    const runId = randomUUID();
    await workspace.writer.startRun({ runId, sourceId: 'source-1', stream: 'audit', startedAtUs: testNowUs });
    const records = await readStreamRecords(workspace.readers);
    expect(records.ok && records.value[0]?.lastRun).toMatchObject({
      runId,
      outcome: 'running',
      finishedAtUs: null,
    });
  });
});

describe('rejected records', () => {
  it('are listed newest first, with their total, and give back what was sealed', async () => {
    for (const day of [1, 2, 3]) {
      await commitEvents(workspace, [], {
        receivedAtUs: testNowUs + day,
        rejected: [
          aRecordToReject({ rejectedId: testId(`record ${day}`), ciphertext: new Uint8Array([day]) }),
        ],
      });
    }
    const listed = await readRejected(workspace.readers, 'source-1', 2);
    expect(listed).toMatchObject({ ok: true, value: { total: 3 } });
    expect(listed.ok && listed.value.records.map((record) => record.rejectedAtUs)).toEqual([
      testNowUs + 3,
      testNowUs + 2,
    ]);
    const first = { sourceId: 'source-1', stream: 'audit', rejectedId: testId('record 1') };
    expect(await readRejection(workspace.readers, first)).toMatchObject({
      ok: true,
      value: { ciphertext: new Uint8Array([1]), rejectedAtUs: testNowUs + 1 },
    });
    for (const other of [{ rejectedId: 'none' }, { stream: 'another' }, { sourceId: 'another' }]) {
      expect(await readRejection(workspace.readers, { ...first, ...other })).toMatchObject({
        error: { kind: 'not-found' },
      });
    }
  });
});

describe('small things', () => {
  it('keep preferences as JSON', async () => {
    const columns = { order: ['time', 'message'], none: null };
    await workspace.writer.writePreference('columns', 'first');
    await workspace.writer.writePreference('columns', columns);
    await workspace.writer.writePreference('theme', 'dark');
    expect(await readPreferences(workspace.readers)).toEqual({ ok: true, value: { columns, theme: 'dark' } });
  });

  it('keep export jobs with their latest state', async () => {
    const job: ExportJob = {
      jobId: randomUUID(),
      format: 'csv',
      path: '/tmp/out.csv',
      state: 'running',
      written: 0,
      total: null,
      bytes: 0,
      startedAtUs: testNowUs,
      finishedAtUs: null,
      error: null,
    };
    const done: ExportJob = {
      ...job,
      state: 'done',
      written: 9,
      total: 9,
      bytes: 100,
      finishedAtUs: testNowUs + 1,
    };
    await workspace.writer.saveExportJob(job);
    expect(await readExportJobs(workspace.readers)).toEqual({ ok: true, value: [job] });
    await workspace.writer.saveExportJob(done);
    expect(await readExportJobs(workspace.readers)).toEqual({ ok: true, value: [done] });
  });

  it("keep the vault's wrapped key", async () => {
    expect(await readVaultKey(workspace.readers)).toEqual({ ok: true, value: null });
    const key = { wrappedKey: new Uint8Array([1, 2]), keyCheck: new Uint8Array([3]) };
    await workspace.writer.writeVaultKey(key);
    expect(await readVaultKey(workspace.readers)).toEqual({ ok: true, value: key });
  });

  it('keep the audit log', async () => {
    await workspace.writer.recordAudit({ atUs: testNowUs, action: 'export', detail: { rows: 3 } });
    expect(await workspace.readers.all({ text: 'SELECT * FROM audit_log', values: [] })).toEqual({
      ok: true,
      value: [{ at: testNowUs, action: 'export', detail: '{"rows":3}' }],
    });
  });
});
