import { readdir, readFile, stat } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { lineFormats } from '../../../main/export/export-format.ts';
import type { ExportService } from '../../../main/export/export-service.ts';
import type { PartFile } from '../../../main/export/part-file.ts';
import { writeRows } from '../../../main/export/write-rows.ts';
import { buildRowsQuery } from '../../../main/query/build-page-query.ts';
import { ok } from '../../../shared/result.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { testClock } from '../../helpers/temporary-workspace.ts';
import {
  anEvent,
  anExportingWorkspace,
  type ExportingWorkspace,
  manyEvents,
  maskCanary,
} from './an-exporting-workspace.ts';

let exporting: ExportingWorkspace;
let workspace: Workspace;
let exports: ExportService;
let folder: string;
let run: ExportingWorkspace['run'];

beforeEach(async () => {
  exporting = await anExportingWorkspace();
  ({ workspace, exports, folder, run } = exporting);
});
afterEach(() => exporting.remove());

describe('every export', () => {
  it.each(['csv', 'jsonl'] as const)('passes every text of a %s file through the mask', async (format) => {
    await commitEvents(workspace, [anEvent(1, 'before canary, "value" after'), anEvent(2, 'harmless')]);
    const columns = format === 'csv' ? ['message', 'secret_line'] : ['message', 'ocsf'];
    const { path } = await run({ format, columns });
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('canary');
    expect(text.match(/‹secret›/g)).toHaveLength(format === 'csv' ? 1 : 2);
    expect(text).toContain('harmless');
  });

  it('leaves out what is stored after it began', async () => {
    await commitEvents(workspace, [anEvent(1, 'old')]);
    await commitEvents(workspace, [anEvent(2, 'new')], { receivedAtUs: testClock.nowUs() + 1 });
    expect((await run()).written).toBe(1);
  });

  it('is readable by its owner alone and leaves no part file', async () => {
    await commitEvents(workspace, [anEvent(1, 'x')]);
    const { path } = await run();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  it('is recorded in the audit log at its start and its end, and listed', async () => {
    await commitEvents(workspace, [anEvent(1, 'x')]);
    const job = await run();
    const audit = await workspace.readers.all({
      text: 'SELECT action, detail FROM audit_log ORDER BY action DESC',
      values: [],
    });
    expect(
      audit.ok && audit.value.map(({ action, detail }) => [action, JSON.parse(String(detail))]),
    ).toMatchObject([
      [
        'export.started',
        { jobId: job.jobId, format: 'csv', path: job.path, columns: ['time', 'secret_line', 'message'] },
      ],
      ['export.ended', { jobId: job.jobId, state: 'done', written: 1 }],
    ]);
    expect(await exports.list()).toEqual(ok([job]));
  });

  it('does not begin when it can’t be recorded', async () => {
    const refused = { ok: false, error: { kind: 'storage', message: 'No room.', remedy: '' } } as const;
    const unrecorded = exporting.serviceWith({
      writer: { ...workspace.writer, recordAudit: async () => refused },
    });
    expect(await unrecorded.start(exporting.anExport())).toEqual(refused);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends the job and removes the unfinished file', async () => {
    await commitEvents(workspace, manyEvents());
    // The listener hears of the job when it has begun, before the first rows are there.
    const states: string[] = [];
    exports.onChange((job) => {
      states.push(job.state);
      if (states.length === 1) void exports.cancel(job.jobId);
    });
    const job = await run();
    expect(job).toMatchObject({ state: 'cancelled', error: null });
    expect(states.at(-1)).toBe('cancelled');
    expect(await readdir(folder)).toEqual([]);
  });

  it('happens to running jobs when the service closes', async () => {
    await commitEvents(workspace, manyEvents());
    const started = await exports.start(exporting.anExport());
    await exports.close();
    const job = started.ok ? await exports.finished(started.value.jobId) : null;
    expect(job?.state).toBe('cancelled');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a disk that fills up', () => {
  it('ends the writing with a sentence about it', async () => {
    await commitEvents(workspace, [anEvent(1, 'x')]);
    const file: PartFile = {
      bytes: 0,
      write: async () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
      complete: async () => undefined,
      discard: async () => undefined,
    };
    const { question, sort, columns, path } = exporting.anExport();
    const rows = buildRowsQuery(question, sort, columns, testClock.nowUs());
    if (!rows.ok) throw new Error(rows.error.message);
    const written = await writeRows(workspace.readers, {
      rows: rows.value,
      sort,
      columns,
      format: lineFormats.csv,
      file,
      path,
      mask: maskCanary,
      signal: new AbortController().signal,
      onWritten: () => undefined,
    });
    expect(written).toMatchObject({ ok: false, error: { kind: 'disk-full' } });
  });
});
