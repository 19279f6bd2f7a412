import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { splitCsvLine } from '../../../main/export/csv.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { anEvent, anExportingWorkspace, type ExportingWorkspace } from './an-exporting-workspace.ts';

let workspace: Workspace;
let folder: string;
let run: ExportingWorkspace['run'];
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, folder, run, remove } = await anExportingWorkspace());
});
afterEach(() => remove());

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
