import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entroFaults } from '../../../main/sample-tenant/entro/entro-faults.ts';
import type { Fault } from '../../../main/sample-tenant/faults.ts';
import { type SampleTenant, startSampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
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
