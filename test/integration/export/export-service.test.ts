import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createExportService } from '../../../main/export/create-export-service.ts';
import { splitCsvLine } from '../../../main/export/csv.ts';
import { lineFormats } from '../../../main/export/export-format.ts';
import type { ExportService } from '../../../main/export/export-service.ts';
import type { PartFile } from '../../../main/export/part-file.ts';
import { writeRows } from '../../../main/export/write-rows.ts';
import { buildRowsQuery } from '../../../main/query/build-page-query.ts';
import type { ExportJob } from '../../../shared/export-job.ts';
import type { IpcInput } from '../../../shared/ipc/ipc-contract.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { defaultSort } from '../../../shared/question.ts';
import { ok } from '../../../shared/result.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, aTemporaryWorkspace, testClock } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let folder: string;
let remove: (() => Promise<void>)[];
let exports: ExportService;

const markCanary = (text: string) => text.replaceAll('canary, "value"', '‹secret›');

function serviceOver(parts: Partial<Parameters<typeof createExportService>[0]> = {}): ExportService {
  return createExportService({
    readers: workspace.readers,
    writer: workspace.writer,
    buildRowsQuery,
    clock: testClock,
    mask: markCanary,
    newId: randomUUID,
    exportFolder: folder,
    workspaceFolder: workspace.folder,
    ...parts,
  });
}

beforeEach(async () => {
  const made = await aTemporaryWorkspace();
  const out = await aTemporaryFolder();
  workspace = made.workspace;
  folder = out.path;
  exports = serviceOver();
  remove = [() => exports.close(), made.remove, out.remove];
});

afterEach(async () => {
  for (const step of remove) await step();
});

const anExport = (overrides: Partial<IpcInput<'exports.start'>> = {}): IpcInput<'exports.start'> => ({
  question: { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null },
  sort: defaultSort,
  format: 'csv',
  columns: ['time', 'secret_line', 'message'],
  path: join(folder, 'out.csv'),
  overwrite: false,
  ...overrides,
});

async function run(overrides: Partial<IpcInput<'exports.start'>> = {}): Promise<ExportJob> {
  const started = await exports.start(anExport(overrides));
  if (!started.ok) throw new Error(started.error.message);
  return exports.finished(started.value.jobId);
}

async function refusal(overrides: Partial<IpcInput<'exports.start'>>): Promise<string> {
  const started = await exports.start(anExport(overrides));
  if (started.ok) throw new Error('It was not refused');
  return started.error.message;
}

const noon = Date.UTC(2026, 10, 19, 12) * 1_000;

const anEvent = (minute: number, message: string | null, secretLine: number | null = 7) =>
  anEventToStore({
    event: {
      timeUs: noon + minute * 60_000_000 + 123,
      secretLine,
      ocsf: message === null ? {} : { message },
    },
  });

describe('a CSV export', () => {
  it('writes exactly the rows, latest first, times in ISO 8601 to the microsecond', async () => {
    await commitEvents(workspace, [anEvent(1, 'first'), anEvent(3, 'third'), anEvent(2, 'second', null)]);
    const job = await run();
    const text = await readFile(job.path, 'utf8');
    expect(text).toBe(
      [
        'time,secret_line,message',
        '2026-11-19T12:03:00.000123Z,7,third',
        '2026-11-19T12:02:00.000123Z,,second',
        '2026-11-19T12:01:00.000123Z,7,first',
        '',
      ].join('\r\n'),
    );
    expect(job).toMatchObject({
      state: 'done',
      written: 3,
      total: 3,
      bytes: Buffer.byteLength(text),
      error: null,
    });
  });

  it('defuses formulas and keeps commas, quotes and line breaks within their cell', async () => {
    const messages = [
      '=HYPERLINK("http://192.0.2.1")',
      '+1',
      '-2+3',
      '@x',
      '\t=1',
      '＝1',
      'a,b',
      '"q"',
      'x\r\ny',
      '😀',
    ];
    await commitEvents(
      workspace,
      messages.map((message, index) => anEvent(index, message)),
    );
    const { path } = await run({ columns: ['message'], sort: [{ column: 'time', direction: 'asc' }] });
    expect(await readFile(path, 'utf8')).toBe(
      [
        'message',
        `"'=HYPERLINK(""http://192.0.2.1"")"`,
        `"'+1"`,
        `"'-2+3"`,
        `"'@x"`,
        `"'\t=1"`,
        `"'＝1"`,
        '"a,b"',
        '"""q"""',
        '"x\r\ny"',
        '😀',
        '',
      ].join('\r\n'),
    );
  });

  it('holds the JSON of an event in one cell', async () => {
    const event = anEvent(1, 'say "hi", then go');
    await commitEvents(workspace, [event]);
    const { path } = await run({ columns: ['event_id', 'ocsf', 'raw'] });
    const [, line = ''] = (await readFile(path, 'utf8')).split('\r\n');
    const [eventId = '', ocsf = '', raw = ''] = splitCsvLine(line);
    expect(eventId.replaceAll('-', '')).toBe(event.eventId);
    expect(JSON.parse(ocsf)).toMatchObject({ message: 'say "hi", then go' });
    expect(JSON.parse(raw)).toEqual(event.raw);
  });
});

describe('a JSON Lines export', () => {
  it('writes one object a row, with nested JSON, numbers and nulls', async () => {
    const event = anEvent(1, 'line\nbreak', null);
    await commitEvents(workspace, [event]);
    const { path } = await run({
      format: 'jsonl',
      columns: ['time', 'severity_id', 'type_uid', 'secret_line', 'message', 'raw'],
      path: join(folder, 'out.jsonl'),
    });
    const text = await readFile(path, 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toEqual({
      time: '2026-11-19T12:01:00.000123Z',
      severity_id: 4,
      type_uid: 200_601,
      secret_line: null,
      message: 'line\nbreak',
      raw: event.raw,
    });
  });

  it('keeps the order over many pieces', async () => {
    const events = Array.from({ length: 9_000 }, (_, index) => anEvent((index * 7_919) % 9_000, `m${index}`));
    await commitEvents(workspace, events);
    const { path, written } = await run({ format: 'jsonl', columns: ['time', 'event_id'] });
    const times = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line): string => JSON.parse(line).time);
    expect(written).toBe(9_000);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(times).size).toBe(9_000);
  });
});

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
    exports = serviceOver({ writer: { ...workspace.writer, recordAudit: async () => refused } });
    expect(await exports.start(anExport())).toEqual(refused);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends the job and removes the unfinished file', async () => {
    await commitEvents(
      workspace,
      Array.from({ length: 6_000 }, (_, index) => anEvent(index, `m${index}`)),
    );
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
    await commitEvents(
      workspace,
      Array.from({ length: 6_000 }, (_, index) => anEvent(index, `m${index}`)),
    );
    const started = await exports.start(anExport());
    await exports.close();
    const job = started.ok ? await exports.finished(started.value.jobId) : null;
    expect(job?.state).toBe('cancelled');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a path that can’t be written', () => {
  it('is refused when the file exists, and the file stays as it was', async () => {
    await writeFile(join(folder, 'out.csv'), 'mine');
    expect(await refusal({})).toBe(`${join(folder, 'out.csv')} exists already.`);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('mine');
  });

  it('is replaced when that was asked for', async () => {
    await writeFile(join(folder, 'out.csv'), 'mine');
    expect((await run({ overwrite: true })).state).toBe('done');
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('time,secret_line,message\r\n');
  });

  it('is refused when its folder is missing', async () => {
    const path = join(folder, 'nowhere', 'out.csv');
    expect(await refusal({ path })).toBe(`The folder of ${path} does not exist.`);
  });

  it('is refused when it is a folder', async () => {
    await mkdir(join(folder, 'sub'));
    expect(await refusal({ path: join(folder, 'sub'), overwrite: true })).toBe(
      `${join(folder, 'sub')} is a folder.`,
    );
  });

  it.skipIf(process.platform === 'win32')(
    'is refused when it is no ordinary file, even to overwrite',
    async () => {
      const path = join(folder, 'socket');
      const server = createServer().listen(path);
      await once(server, 'listening');
      expect(await refusal({ path, overwrite: true })).toContain('is a device or a pipe');
      expect((await stat(path)).isSocket()).toBe(true);
      server.close();
    },
  );

  it('is refused within the workspace, whatever its spelling', async () => {
    const path = join(workspace.folder, 'logs', '..', 'events.duckdb');
    expect(await refusal({ path, overwrite: true })).toBe(
      'An export can’t be written into the workspace, where the events themselves are kept.',
    );
  });

  it('is refused while another export writes to it', async () => {
    await commitEvents(
      workspace,
      Array.from({ length: 6_000 }, (_, index) => anEvent(index, `m${index}`)),
    );
    const started = await exports.start(anExport());
    expect(await refusal({ overwrite: true })).toBe(
      `Another export is writing to ${join(folder, 'out.csv')}.`,
    );
    expect(started.ok && (await exports.finished(started.value.jobId)).state).toBe('done');
  });

  it('takes the place of what an interrupted export left, without following a link', async () => {
    await writeFile(join(folder, 'victim'), 'mine');
    await symlink(join(folder, 'victim'), join(folder, 'out.csv.keyglass-part'));
    expect((await run()).state).toBe('done');
    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('mine');
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
    const { question, sort, columns, path } = anExport();
    const rows = buildRowsQuery(question, sort, columns, testClock.nowUs());
    if (!rows.ok) throw new Error(rows.error.message);
    const written = await writeRows(workspace.readers, {
      rows: rows.value,
      columns,
      format: lineFormats.csv,
      file,
      path,
      mask: markCanary,
      signal: new AbortController().signal,
      onWritten: () => undefined,
    });
    expect(written).toMatchObject({ ok: false, error: { kind: 'disk-full' } });
  });
});

describe('an export of whole documents', () => {
  const lines = async (path: string) =>
    (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const path = (name: string) => join(folder, name);

  it('is the OCSF event alone, one a line, whatever columns are shown', async () => {
    const events = [anEvent(1, 'first'), anEvent(2, 'second')];
    await commitEvents(workspace, events);
    expect(await run({ format: 'ocsf', columns: [], path: path('out.ocsf') })).toMatchObject({
      state: 'done',
      written: 2,
    });
    expect(await lines(path('out.ocsf'))).toEqual(events.map(({ event }) => event.ocsf).toReversed());
  });

  it('is the ECS document with when it was stored, its id and its source', async () => {
    const event = anEvent(1, 'first');
    await commitEvents(workspace, [event]);
    await run({ format: 'ecs', path: path('out.ecs') });
    const { ecs } = event.event as { ecs: Record<string, Record<string, unknown>> };
    expect(await lines(path('out.ecs'))).toEqual([
      {
        ...ecs,
        event: { ...ecs.event, ingested: '2026-11-20T09:00:00.000000Z' },
        keyglass: { event_id: uuidOf(event.eventId), source: 'Entro EU' },
      },
    ]);
  });

  it('says the least of an event that has no ECS form yet', async () => {
    const event = anEvent(1, 'first');
    const withoutForm = { ...event, event: { ...event.event, vendorEventId: null, ecs: null as never } };
    await commitEvents(workspace, [withoutForm]);
    await run({ format: 'ecs', path: path('out.ecs') });
    expect(await lines(path('out.ecs'))).toEqual([
      {
        '@timestamp': '2026-11-19T12:01:00.000123Z',
        event: { dataset: 'entro.audit', ingested: '2026-11-20T09:00:00.000000Z' },
        keyglass: { event_id: uuidOf(event.eventId), source: 'Entro EU' },
      },
    ]);
  });

  it('masks what must not leave, at any depth', async () => {
    const event = anEventToStore({ event: { ecs: { error: { message: 'a canary, "value" b' } } } });
    await commitEvents(workspace, [event]);
    await run({ format: 'ecs', path: path('out.ecs') });
    expect(await lines(path('out.ecs'))).toMatchObject([{ error: { message: 'a ‹secret› b' } }]);
  });
});

function uuidOf(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
