import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from './run-command.ts';

let folder: { path: string; remove(): Promise<void> };
let terminal: Terminal;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  terminal = aTerminal({ clock, folder: folder.path, env: {} });
});
afterAll(() => folder.remove());

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
