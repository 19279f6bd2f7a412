import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entroFaults } from '../../../main/sample-tenant/entro/entro-faults.ts';
import type { Fault } from '../../../main/sample-tenant/faults.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from './run-command.ts';

let folder: { path: string; remove(): Promise<void> };
let tenant: SampleTenant;
let terminal: Terminal;

const token = 'sample-tenant-token-that-opens-nothing';

beforeAll(async () => {
  folder = await aTemporaryFolder();
  tenant = await startSampleTenant({ clock, seed: 'cli' });
  terminal = aTerminal({
    clock,
    folder: folder.path,
    env: { KEYGLASS_CREDENTIAL_ACME_TOKEN: token, ENTRO_TOKEN: token },
  });
});

afterAll(async () => {
  await tenant.close();
  await folder.remove();
});

const addAcme = (...more: readonly string[]) =>
  terminal.run(
    ...[
      'source',
      'add',
      '--workspace',
      'ws',
      '--vendor',
      'entro',
      '--name',
      'Acme',
      '--url',
      tenant.of('entro').url,
    ],
    ...more,
  );

describe('a workspace from its first source to its last answer', () => {
  it('adds a source whose credential comes from the environment', async () => {
    const added = await addAcme('--credential', 'token=env:ENTRO_TOKEN', '--since', '5d');
    expect(added).toMatchObject({ exitCode: 0, stdout: '' });
    expect(added.stderr).toContain('Added “Acme”.');
    const { document } = await terminal.json('source', 'list', '--workspace', 'ws');
    expect(document.sources).toMatchObject([
      {
        name: 'Acme',
        vendor: 'entro',
        credentialsExpire: null,
        streams: [{ stream: 'audit', enabled: true, lookBackDays: 5, intervalSeconds: 600, stored: 0 }],
      },
    ]);
  });

  it('tests it, and exits with 1 when the vendor refuses', async () => {
    const good = await terminal.json('source', 'test', '--workspace', 'ws');
    expect(good).toMatchObject({
      exitCode: 0,
      document: { checks: [{ source: 'Acme', stream: 'audit', ok: true }] },
    });
    const restore = tenant.of('entro').faults.inject({ kind: 'status', status: 401 });
    const bad = await terminal.json('source', 'test', '--workspace', 'ws', '--source', 'acme');
    restore();
    expect(bad).toMatchObject({ exitCode: 1, document: { checks: [{ ok: false }] } });
    expect(JSON.stringify(bad)).not.toContain(token);
  });

  it('collects up to the present, and what was received adds up', async () => {
    const collected = await terminal.json('collect', '--workspace', 'ws', '--until-caught-up');
    expect(collected.exitCode).toBe(0);
    const [stream] = collected.document.streams;
    expect(stream).toMatchObject({ source: 'Acme', stream: 'audit', error: null });
    expect(stream.stored).toBeGreaterThan(500);
    expect(stream.received).toBe(stream.stored + stream.duplicate + stream.rejected);
  });

  it('stores nothing twice when it collects again', async () => {
    const before = await storedEvents();
    const { document } = await terminal.json('collect', '--workspace', 'ws');
    const [stream] = document.streams;
    expect(stream.received).toBeGreaterThan(0);
    expect(stream).toMatchObject({ stored: 0, duplicate: stream.received });
    expect(await storedEvents()).toBe(before);
  });

  it('leaves one backup a day, for machines that never run the window', async () => {
    expect(await readdir(join(folder.path, 'ws', 'backups'))).toHaveLength(1);
  });

  it('exits with 1 and goes on later where a stream failed', async () => {
    const restore = tenant.of('entro').faults.inject({ kind: 'html', status: 200 });
    const failed = await terminal.run('collect', '--workspace', 'ws');
    restore();
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toMatch(
      /^Source +Stream +Received +Stored +Duplicate +Rejected +Unmapped +Result\n/,
    );
    expect(failed.stderr).toContain('Error: Acme / audit: ');
    expect((await terminal.run('collect', '--workspace', 'ws')).exitCode).toBe(0);
  });

  it('says which records could not be read, and stores the others', async () => {
    const bad = { date: true, results: { request_id: 'bad', secrets: [] } };
    const restore = tenant
      .of('entro')
      .faults.inject(entroFaults.withRows(bad, 'canary-row') as Fault<unknown>);
    const { exitCode, document, stderr } = await terminal.json('collect', '--workspace', 'ws');
    restore();
    expect({ exitCode, ...document.streams[0] }).toMatchObject({ exitCode: 0, error: null, rejected: 2 });
    expect(stderr).toContain('Note: Acme / audit: 2 records could not be read as events.');
    expect(stderr).toContain('  date is true or false, text is expected.');
    expect(stderr).not.toContain('canary');
  });

  it('says when the clock of this computer is off, and collects all the same', async () => {
    const nextWeek = { ...clock, nowUs: () => clock.nowUs() + 7 * 86_400_000_000 };
    const off = aTerminal({
      clock: nextWeek,
      folder: folder.path,
      env: { KEYGLASS_CREDENTIAL_OFF_TOKEN: token, ENTRO_TOKEN: token },
    });
    const add = ['source', 'add', '--workspace', 'off', '--vendor', 'entro', '--name', 'Off'];
    await off.run(
      ...add,
      '--url',
      tenant.of('entro').url,
      '--since',
      '2d',
      '--credential',
      'token=env:ENTRO_TOKEN',
    );
    const { exitCode, document, stderr } = await off.json('collect', '--workspace', 'off');
    expect({ exitCode, ...document.streams[0] }).toMatchObject({ exitCode: 0, error: null, rejected: 0 });
    expect(document.streams[0].stored).toBeGreaterThan(100);
    expect(stderr).toContain('Note: Off / audit: The clock of this computer is 7 days ahead');
  });

  it('reports the state of each stream', async () => {
    const { document } = await terminal.json('status', '--workspace', 'ws');
    const [stream] = document.streams;
    expect(stream).toMatchObject({
      source: 'Acme',
      vendor: 'entro',
      stream: 'audit',
      checkpoint: '2026-11-20',
    });
    expect(stream.received).toBe(stream.stored + stream.duplicate + stream.rejected);
    expect(stream.lastSuccess).toMatch(/^2026-11-20T\d\d:\d\d:\d\d\.\d{6}Z$/);
    const table = await terminal.run('status', '--workspace', 'ws');
    expect(table.stdout).toMatch(/^Source +Stream +Received/);
  });

  it('imports raw records from files and knows those that are there already', async () => {
    const records = [
      { request_id: 'imported-1', date: '2026-11-01T10:00:00.000Z' },
      {
        request_id: 'imported-2',
        date: '2026-11-01T11:00:00.000Z',
        secret_type: 'JWT',
        exposed_value: 'canary-in-file',
        line_number: 3,
      },
      { request_id: 'imported-3', date: 'not a date' },
    ];
    await writeFile(
      join(folder.path, 'a.jsonl'),
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
    await writeFile(join(folder.path, 'a.json.gz'), gzipSync(JSON.stringify(records)));
    const words = ['import', '--workspace', 'ws', '--vendor', 'entro', '--stream', 'audit'];
    const first = await terminal.json(...words, 'a.jsonl');
    expect(first).toMatchObject({
      exitCode: 1,
      document: { received: 3, stored: 2, duplicate: 0, rejected: 1 },
    });
    expect(first.stderr).toContain('Note: Entro / audit: 1 record could not be read as events.');
    const again = await terminal.json(...words, 'a.json.gz');
    expect(again.stderr).toBe('');
    expect(again.document).toMatchObject({ received: 3, stored: 0, duplicate: 3, rejected: 0 });
  });

  it('checks that the file is whole', async () => {
    const { exitCode, document } = await terminal.json('check', '--workspace', 'ws');
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ ok: true, findings: [], counts: { events: await storedEvents() } });
  });

  it('removes a source and keeps its events', async () => {
    const before = await storedEvents();
    const removed = await terminal.run('source', 'remove', '--workspace', 'ws', '--source', 'Acme');
    expect(removed).toMatchObject({ exitCode: 0, stdout: '' });
    expect(await storedEvents()).toBe(before);
    const collected = await terminal.json('collect', '--workspace', 'ws');
    expect(collected).toMatchObject({ exitCode: 2, document: { error: { kind: 'invalid-input' } } });
  });
});

async function storedEvents(): Promise<number> {
  return (await terminal.json('search', '*', '--workspace', 'ws', '--limit', '1')).document.total;
}

describe('asking', () => {
  const ask = (...argv: readonly string[]) => terminal.json(...argv, '--workspace', 'asked');

  beforeAll(async () => {
    const records = Array.from({ length: 30 }, (_, index) => ({
      request_id: `scan-${index}`,
      date: new Date(Date.UTC(2026, 10, 1 + Math.floor(index / 10), index % 10)).toISOString(),
      ...(index % 3 === 0
        ? {
            secret_type: index % 2 === 0 ? 'JWT' : 'AWS_ACCESS_KEY_ID',
            exposed_value: `canary-${index}`,
            line_number: index,
          }
        : {}),
    }));
    await writeFile(join(folder.path, 'asked.json'), JSON.stringify(records));
    await terminal.run(
      'import',
      '--workspace',
      'asked',
      '--vendor',
      'entro',
      '--stream',
      'audit',
      'asked.json',
    );
  });

  it('prints rows that say which event they are, latest first, with the columns asked for by any name', async () => {
    const { document } = await ask(
      'search',
      'secret.type:JWT',
      '--fields',
      'secret.type,line,message',
      '--limit',
      '2',
    );
    expect(document).toMatchObject({ total: 5, returned: 2 });
    expect(Object.keys(document.rows[0])).toEqual([
      ...['event_id', 'time', 'vendor', 'stream'],
      ...['secret_type', 'secret_line', 'message'],
    ]);
    expect(document.rows).toMatchObject([
      {
        time: '2026-11-03T04:00:00.000000Z',
        vendor: 'entro',
        stream: 'audit',
        secret_type: 'JWT',
        secret_line: 24,
      },
      { time: '2026-11-02T08:00:00.000000Z', secret_line: 18 },
    ]);
  });

  it('prints the documents with --fields all, and never a secret’s value', async () => {
    const { document } = await ask('search', 'secret.type:*', '--fields', 'all');
    expect(document.returned).toBe(10);
    expect(document.rows[0]).toMatchObject({
      ocsf: { class_uid: 2006 },
      raw: { secret_type: 'AWS_ACCESS_KEY_ID' },
    });
    expect(document.rows[0].raw?.exposed_value).toMatch(/^‹secret:fp:[0-9a-f]{8}›$/);
    expect(JSON.stringify(document)).not.toContain('canary');
  });

  it('prints every column but the documents without --fields', async () => {
    const { document } = await ask('search', '*', '--limit', '1');
    expect(document.rows[0]).toMatchObject({
      vendor_event_id: 'scan-29',
      class_name: 'Scan Activity',
      secret_type: null,
    });
    expect(document.rows[0]).not.toHaveProperty('raw');
  });

  it('sorts as asked', async () => {
    const { document } = await ask(
      'search',
      'secret.type:*',
      '--sort',
      'line:desc',
      '--limit',
      '3',
      '--fields',
      'line',
    );
    expect(document.rows.map(({ secret_line }) => secret_line)).toEqual([27, 24, 21]);
  });

  it('prints one object a line with --jsonl, the same rows', async () => {
    const { document } = await ask('search', '*');
    const { stdout } = await terminal.run('search', '*', '--jsonl', '--workspace', 'asked');
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(document.rows);
  });

  it('prints a table that fits the terminal', async () => {
    const narrow = aTerminal({ clock, folder: folder.path, width: 80 });
    const { stdout, stderr } = await narrow.run('search', '*', '--workspace', 'asked', '--limit', '5');
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines[0]).toMatch(/^Time +Vendor/);
    expect(stderr).toContain('5 of 30 events');
  });

  it('counts values and says how many events have none', async () => {
    const { document } = await ask('facets', '*', '--field', 'secret.type');
    expect(document).toEqual({
      field: 'secret_type',
      values: [
        { value: 'AWS_ACCESS_KEY_ID', count: 5 },
        { value: 'JWT', count: 5 },
      ],
      distinct: 2,
      missing: 20,
    });
  });

  it('counts the other values of a field too that the query chose one of, and says so', async () => {
    const { document, stderr } = await ask(
      'facets',
      'secret.type:JWT and line > 0',
      '--field',
      'secret.type',
    );
    expect(document).toMatchObject({ distinct: 2 });
    expect(stderr).toContain('the conditions on this field itself are left out');
  });

  it('counts over time, split by a field', async () => {
    const { document } = await ask('histogram', 'secret.type:*', '--interval', '1d', '--by', 'secret.type');
    expect(document).toMatchObject({ intervalSeconds: 86_400, total: 10, by: 'secret_type' });
    const filled = document.buckets.filter(({ count }) => count > 0);
    expect(filled.map(({ start, count }) => [start.slice(0, 10), count])).toEqual([
      ['2026-11-01', 4],
      ['2026-11-02', 3],
      ['2026-11-03', 3],
    ]);
  });

  it('exports exactly what the query selects', async () => {
    const words = [
      'export',
      'secret.type:JWT',
      '--format',
      'csv',
      '--out',
      'jwt.csv',
      '--fields',
      'time,secret.type,line',
    ];
    const { exitCode, document } = await ask(...words);
    expect({ exitCode, ...document }).toMatchObject({
      exitCode: 0,
      rows: 5,
      format: 'csv',
      path: join(folder.path, 'jwt.csv'),
    });
    const lines = (await readFile(join(folder.path, 'jwt.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines.slice(0, 2)).toEqual(['time,secret_type,secret_line', '2026-11-03T04:00:00.000000Z,JWT,24']);
  });

  it('does not replace a file unless told to', async () => {
    const words = ['export', '*', '--format', 'jsonl', '--out', 'all.jsonl'];
    expect((await ask(...words)).exitCode).toBe(0);
    const refused = await ask(...words);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.document.error.remedy).toContain('--overwrite');
    expect((await ask(...words, '--overwrite')).exitCode).toBe(0);
  });

  it('stops when nobody reads any more', async () => {
    const reader = aTerminal({ clock, folder: folder.path, closesAfter: 1 });
    const { exitCode, stdout, stderr } = await reader.run('search', '*', '--jsonl', '--workspace', 'asked');
    expect({ exitCode, stderr, lines: stdout.trimEnd().split('\n').length }).toEqual({
      exitCode: 0,
      stderr: '',
      lines: 30,
    });
  });

  it('leaves no file behind when it is interrupted', async () => {
    const interrupted = aTerminal({ clock, folder: folder.path, signal: AbortSignal.abort() });
    const words = ['export', '*', '--format', 'csv', '--out', 'cut.csv', '--workspace', 'asked'];
    expect((await interrupted.run(...words)).exitCode).toBe(1);
    expect(await readdir(folder.path)).not.toContain('cut.csv');
    expect(await readdir(folder.path)).not.toContain('cut.csv.keyglass-part');
  });
});

describe('the sample’s report', () => {
  it('prints a line for each vendor and stream, the top secret types and what is more than usual', async () => {
    const { exitCode, stdout } = await terminal.run('sample-report');
    expect(exitCode).toBe(0);
    const [counts = '', types = ''] = stdout.split('\n\n');
    const rows = counts.trimEnd().split('\n').slice(2);
    for (const { vendor, draft } of sampleVendors) {
      const { name, streams } = draft('http://127.0.0.1');
      const known = vendors.find(({ descriptor }) => descriptor.vendor === vendor)?.descriptor.streams ?? [];
      const on = known.filter((stream) => streams[stream.name]?.enabled ?? stream.enabled);
      const shown = rows
        .filter((row) => row.startsWith(`${name} `))
        .map((row) => row.slice(name.length).trim());
      expect(shown.map((row) => row.split(' ')[0])).toEqual(on.map((stream) => stream.name));
    }
    for (const row of rows) {
      const [, numbers = ''] = /((?: +[\d,]+){5}) {2}ok$/.exec(row) ?? [];
      const [received = -1, stored = 0, duplicate = 0, rejected = 0] = numbers
        .trim()
        .split(/ +/)
        .map((text) => Number(text.replaceAll(',', '')));
      expect(received, row).toBe(stored + duplicate + rejected);
    }
    expect(types).toMatch(/^Secret type +Events/);
    expect(types).toMatch(/AWS_ACCESS_KEY_ID .*more than usual/);
    expect(types).toMatch(/HUGGING_FACE_TOKEN .*new/);
  }, 240_000);
});
