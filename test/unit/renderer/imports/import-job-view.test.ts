import { describe, expect, it } from 'vitest';
import { importedEvents, summariseImport, viewImport } from '../../../../renderer/imports/import-job-view.ts';
import { mergeImport } from '../../../../renderer/imports/use-imports.ts';
import type { ImportJob } from '../../../../shared/import-job.ts';
import { readTime } from '../../../../shared/query/read-time.ts';
import { resolveField } from '../../../../shared/query/resolve-field.ts';
import { fieldsOf } from '../classes/fields-of-query.ts';

const startedAtUs = 1_795_000_000_123_456;
const aJob = (over: Partial<ImportJob> = {}): ImportJob => ({
  importId: 'import-1',
  vendor: 'entro',
  stream: 'audit',
  sourceId: 'source-1',
  files: ['/in/a.jsonl'],
  state: 'done',
  counts: { received: 1_208, stored: 1_204, duplicate: 3, rejected: 1, unmapped: 0 },
  bytesRead: 10,
  bytesTotal: 10,
  startedAtUs,
  finishedAtUs: startedAtUs + 5_000_001,
  error: null,
  rejectedReasons: [],
  ...over,
});

describe('an import', () => {
  it('shows the four numbers, and what no mapping knew where there is any', () => {
    const labels = (job: ImportJob) => viewImport(job, []).counts.map(({ label, value }) => [label, value]);
    expect(labels(aJob())).toEqual([
      ['Received', 1_208],
      ['Stored', 1_204],
      ['Known already', 3],
      ['Rejected', 1],
    ]);
    expect(labels(aJob({ counts: { ...aJob().counts, unmapped: 7 } })).at(-1)).toEqual([
      'Of unknown kind',
      7,
    ]);
  });

  it('is told of in one line', () => {
    expect(summariseImport(aJob())).toBe('1\u202f204 stored, 3 known already, 1 rejected');
    expect(summariseImport(aJob({ counts: { ...aJob().counts, duplicate: 0, rejected: 0 } }))).toBe(
      '1\u202f204 stored',
    );
  });

  it('leads to the events of its source and stream that came while it ran, to the microsecond', () => {
    const tree = importedEvents(aJob());
    const columns = fieldsOf(tree).map((name) => {
      const field = resolveField(name);
      return field.kind === 'column' ? field.field.column : name;
    });
    expect(columns).toEqual(['source_id', 'stream', 'received_at', 'received_at']);
    const times = tree.kind === 'and' ? tree.children.slice(2) : [];
    const read = times.map((node) => (node.kind === 'compare' ? readTime(node.value, 0) : null));
    expect(read).toMatchObject([
      { ok: true, value: { fromUs: startedAtUs } },
      { ok: true, value: { fromUs: startedAtUs + 5_000_001 } },
    ]);
  });

  it('goes by the vendor as long as it has no source', () => {
    expect(fieldsOf(importedEvents(aJob({ sourceId: null }))).length).toBe(4);
  });

  it('is put first when it is new, and changed in place', () => {
    const jobs = mergeImport([aJob()], aJob({ importId: 'import-2', state: 'running' }));
    expect(
      mergeImport(jobs, aJob({ state: 'failed' })).map(({ importId, state }) => [importId, state]),
    ).toEqual([
      ['import-2', 'running'],
      ['import-1', 'failed'],
    ]);
  });
});
