import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExportService } from '../../../main/export/export-service.ts';
import type { ExportJob } from '../../../shared/export-job.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anExportingWorkspace, type ExportingWorkspace, manyEvents } from './an-exporting-workspace.ts';

const NAMES = ['a.csv', 'b.csv', 'c.csv', 'd.csv'];

let exporting: ExportingWorkspace;
let exports: ExportService;
/** No export writes rows before. */
let mayWrite: PromiseWithResolvers<void>;
/** The states of each export, by its file's name, as they were told. */
let told: Map<string, Set<ExportJob['state']>>;
/** The most that were told to run at one time. */
let mostRunning: number;

beforeEach(async () => {
  exporting = await anExportingWorkspace();
  await commitEvents(exporting.workspace, manyEvents());
  mayWrite = Promise.withResolvers();
  exports = exporting.serviceWith({ maskReady: () => mayWrite.promise });
  told = new Map(NAMES.map((name) => [name, new Set()]));
  mostRunning = 0;
  const running = new Set<string>();
  exports.onChange(({ jobId, path, state }) => {
    told.get(path.slice(exporting.folder.length + 1))?.add(state);
    if (state === 'running') running.add(jobId);
    else running.delete(jobId);
    mostRunning = Math.max(mostRunning, running.size);
  });
});
afterEach(async () => {
  mayWrite.resolve();
  await exports.close();
  await exporting.remove();
});

async function begin(name: string): Promise<string> {
  const { anExport, folder } = exporting;
  const started = await exports.start(anExport({ path: join(folder, name), columns: ['time', 'message'] }));
  if (!started.ok) throw new Error(started.error.message);
  return started.value.jobId;
}

const beginAll = () => Promise.all(NAMES.map(begin));
const statesOf = (name: string) => [...(told.get(name) ?? [])];

it('four begun at once are written one after the other, each whole', async () => {
  const ids = await beginAll();
  mayWrite.resolve();
  const jobs = await Promise.all(ids.map((id) => exports.finished(id)));
  expect(jobs.map(({ state, written }) => [state, written])).toEqual(NAMES.map(() => ['done', 6_000]));
  expect(mostRunning).toBe(1);
  expect(NAMES.map(statesOf).toSorted((a, b) => a.length - b.length)).toEqual([
    ['running', 'done'],
    ['waiting', 'running', 'done'],
    ['waiting', 'running', 'done'],
    ['waiting', 'running', 'done'],
  ]);
  const texts = await Promise.all(NAMES.map((name) => readFile(join(exporting.folder, name), 'utf8')));
  expect(new Set(texts).size).toBe(1);
});

it('one that waits is listed as waiting, and can be cancelled without having begun', async () => {
  const first = await begin('a.csv');
  const waiting = await begin('b.csv');
  expect(await exports.list()).toMatchObject({
    value: expect.arrayContaining([expect.objectContaining({ jobId: waiting, state: 'waiting' })]),
  });
  await exports.cancel(waiting);
  expect(await exports.finished(waiting)).toMatchObject({ state: 'cancelled', written: 0, error: null });
  expect(statesOf('b.csv')).toEqual(['waiting', 'cancelled']);
  mayWrite.resolve();
  expect(await exports.finished(first)).toMatchObject({ state: 'done' });
  expect(await readdir(exporting.folder)).toEqual(['a.csv']);
});

it('one that ends badly lets the next begin', async () => {
  const [first = '', second = ''] = await Promise.all(['a.csv', 'b.csv'].map(begin));
  await exports.cancel(first);
  mayWrite.resolve();
  expect(await exports.finished(first)).toMatchObject({ state: 'cancelled' });
  expect(await exports.finished(second)).toMatchObject({ state: 'done', written: 6_000 });
});

it('all of them end when the service closes', async () => {
  const ids = await beginAll();
  const closed = exports.close();
  mayWrite.resolve();
  await closed;
  const jobs = await Promise.all(ids.map((id) => exports.finished(id)));
  expect(jobs.map(({ state }) => state)).toEqual(NAMES.map(() => 'cancelled'));
  expect(await readdir(exporting.folder)).toEqual([]);
});
