import { describe, expect, it } from 'vitest';
import {
  joinPath,
  suggestFileName,
  viewExport,
  withEnding,
} from '../../../../renderer/sharing/export-view.ts';
import { mergeJob } from '../../../../renderer/sharing/use-exports.ts';
import type { ExportJob } from '../../../../shared/export-job.ts';

const aJob = (over: Partial<ExportJob> = {}): ExportJob => ({
  jobId: 'job-1',
  format: 'csv',
  path: '/home/analyst/out.csv',
  state: 'running',
  written: 1_200,
  total: 8_000,
  bytes: 31_000_000,
  startedAtUs: 0,
  finishedAtUs: null,
  error: null,
  ...over,
});

describe('an export in the list', () => {
  it('says how far it is', () => {
    expect(viewExport(aJob()).amount).toBe('1\u202f200 of 8\u202f000 events, 31 MB');
  });

  it('says that it waits for another', () => {
    expect(viewExport(aJob({ state: 'waiting', written: 0, bytes: 0, total: null })).state.text).toBe(
      'Waiting',
    );
  });

  it('says what it holds once it is done, or while the end is not known', () => {
    expect(viewExport(aJob({ state: 'done', written: 8_000 })).amount).toBe('8\u202f000 events, 31 MB');
    expect(viewExport(aJob({ total: null })).amount).toBe('1\u202f200 events, 31 MB');
  });

  it.each(['cancelled', 'failed'] as const)('says that no file is left of one that was %s', (state) => {
    expect(viewExport(aJob({ state })).amount).toBe('1\u202f200 of 8\u202f000 events, no file kept');
  });

  it.each([
    ['/home/analyst/out.csv', 'out.csv', '/home/analyst'],
    ['C:\\Users\\analyst\\out.csv', 'out.csv', 'C:\\Users\\analyst'],
    ['out.csv', 'out.csv', ''],
  ])('splits %s into name and folder', (path, fileName, folder) => {
    expect(viewExport(aJob({ path }))).toMatchObject({ fileName, folder });
  });
});

describe('the path of an export', () => {
  it('is suggested with the time in it', () => {
    expect(suggestFileName('jsonl', Date.UTC(2026, 10, 20, 8, 14, 3))).toBe(
      'keyglass-2026-11-20-081403.jsonl',
    );
  });

  it('changes its ending with the format, unless another ending was typed', () => {
    expect(withEnding('/tmp/a.csv', 'csv', 'jsonl')).toBe('/tmp/a.jsonl');
    expect(withEnding('/tmp/a.txt', 'csv', 'jsonl')).toBe('/tmp/a.txt');
  });

  it('is joined as the folder is written', () => {
    expect([joinPath('/tmp', 'a'), joinPath('/', 'a'), joinPath('C:\\out', 'a')]).toEqual([
      '/tmp/a',
      '/a',
      'C:\\out\\a',
    ]);
  });
});

describe('news of an export', () => {
  it('puts a new one first and changes a known one in place', () => {
    const jobs = mergeJob([aJob()], aJob({ jobId: 'job-2' }));
    expect(mergeJob(jobs, aJob({ state: 'done' })).map(({ jobId, state }) => [jobId, state])).toEqual([
      ['job-2', 'running'],
      ['job-1', 'done'],
    ]);
  });
});
