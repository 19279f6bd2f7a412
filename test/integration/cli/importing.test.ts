import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from './run-command.ts';

let folder: { path: string; remove(): Promise<void> };
let terminal: Terminal;
let workspace = 0;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  terminal = aTerminal({ clock, folder: folder.path });
});

beforeEach(() => {
  workspace += 1;
});

afterAll(() => folder.remove());

const run = (...words: readonly string[]) =>
  terminal.json('import', '--workspace', `w${workspace}`, ...words);

const entroRecord = (id: string) => ({
  request_id: id,
  date: '2026-11-01T11:00:00.000Z',
  secret_type: 'JWT',
  exposed_value: `canary-${id}`,
  line_number: 3,
});

const entraAudit = (id: string) => ({
  id,
  category: 'UserManagement',
  correlationId: 'f3c1b9b0-0000-4000-8000-000000000001',
  result: 'success',
  resultReason: '',
  activityDisplayName: 'Add user',
  activityDateTime: '2026-11-01T12:00:00.1234567Z',
  loggedByService: 'Core Directory',
  operationType: 'Add',
  initiatedBy: {
    user: {
      id: 'a1',
      displayName: 'Mira Example',
      userPrincipalName: 'mira@example.com',
      ipAddress: '192.0.2.7',
    },
  },
  targetResources: [{ id: 'b2', displayName: 'Jon Example', type: 'User', modifiedProperties: [] }],
  additionalDetails: [],
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder.path, name), content);
  return name;
}

const lines = (records: readonly unknown[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

describe('importing files without naming what they hold', () => {
  it('recognises each, says what it took them for, and imports each to where it belongs', async () => {
    const secrets = await file('secrets.jsonl.gz', gzipSync(lines([entroRecord('a'), entroRecord('b')])));
    const audits = await file('audits.json', JSON.stringify({ value: [entraAudit('x'), entraAudit('y')] }));

    const { exitCode, document, stderr } = await run(secrets, audits);

    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ vendor: null, received: 4, stored: 4, rejected: 0 });
    expect(document.imports).toMatchObject([
      { vendor: 'entro', stream: 'audit', stored: 2 },
      { vendor: 'entra-id', stream: 'directory-audit', stored: 2 },
    ]);
    expect(stderr).toContain('Took secrets.jsonl.gz for entro / audit.');
    expect(stderr).toContain('Took audits.json for entra-id / directory-audit.');
    const found = await terminal.json(
      'search',
      '*',
      '--workspace',
      `w${workspace}`,
      '--fields',
      'ecs,user.name',
    );
    expect(found.document.total).toBe(4);
    expect(JSON.stringify(found.document)).not.toContain('canary');
  });

  it('imports nothing and asks to name it where one of them fits no stream', async () => {
    const good = await file('good.jsonl', lines([entroRecord('c')]));
    const odd = await file('odd.json', JSON.stringify([{ colour: 'red' }]));

    const { exitCode, document, stderr } = await run(good, odd);

    expect(exitCode).toBe(2);
    expect(document.error).toMatchObject({ kind: 'invalid-input' });
    expect(stderr).toContain('odd.json fits no stream');
    expect(stderr).toContain('--vendor entro|');
    const found = await terminal.json('search', '*', '--workspace', `w${workspace}`);
    expect(found.document.total).toBe(0);
  });

  it('takes the stream from the file where only the vendor is named', async () => {
    const audits = await file('more.json', JSON.stringify([entraAudit('z')]));

    expect(await run('--vendor', 'entra-id', audits)).toMatchObject({
      exitCode: 0,
      document: { vendor: 'entra-id', stream: 'directory-audit', stored: 1 },
    });
    const other = await run('--vendor', 'sentinelone', audits);
    expect(other).toMatchObject({ exitCode: 2 });
    expect(other.stderr).toContain('--vendor sentinelone --stream NAME');
  });

  it('refuses files that are clearly of another stream than was said, unless it is forced', async () => {
    const audits = await file('mixed-up.json', JSON.stringify([entraAudit('m'), entraAudit('n')]));
    const refused = await run('--vendor', 'entro', '--stream', 'audit', audits);
    expect(refused.exitCode).toBe(2);
    expect(refused.document.error).toMatchObject({
      message: expect.stringMatching(/mixed-up\.json looks like Microsoft Entra ID \/ .+, not like Entro/),
      remedy: 'Use --vendor entra-id --stream directory-audit, or --force if they are not.',
    });
    const forced = await run('--vendor', 'entro', '--stream', 'audit', '--force', audits);
    expect(forced.document).toMatchObject({ received: 2 });
  });

  it('needs the vendor to a stream', async () => {
    const end = await run('--stream', 'audit', await file('d.jsonl', lines([entroRecord('d')])));
    expect(end).toMatchObject({ exitCode: 2 });
    expect(end.stderr).toContain('--stream needs --vendor');
  });

  it('says that a file is not there', async () => {
    const end = await run('nowhere.json');
    expect(end.exitCode).not.toBe(0);
    expect(end.stderr).toContain('nowhere.json');
  });

  it.each([[[]], [['--vendor', 'entra-id', '--stream', 'directory-audit']]])(
    'says that a folder is none, also with %j',
    async (words) => {
      const end = await terminal.run('import', '--workspace', `w${workspace}`, folder.path, ...words);
      expect({ exitCode: end.exitCode, stdout: end.stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(end.stderr).toContain(`${folder.path} is a folder.`);
    },
  );
});

describe('importing files of a named stream', () => {
  it('exits with 1 where records could not be read, and stores the others', async () => {
    const mixed = await file(
      'mixed.jsonl',
      lines([entroRecord('e'), { ...entroRecord('f'), date: 'never' }]),
    );

    const { exitCode, document, stderr } = await run('--vendor', 'entro', '--stream', 'audit', mixed);

    expect({ exitCode, document }).toMatchObject({
      exitCode: 1,
      document: { vendor: 'entro', stream: 'audit', received: 2, stored: 1, rejected: 1 },
    });
    expect(stderr).toContain('Note: Entro / audit: 1 record could not be read as events.');
  });

  it.each([[[]], [['--vendor', 'entro', '--stream', 'audit']]])(
    'shows what was stored of a packed file that is cut off, and the error, with %j',
    async (words) => {
      const ids = Array.from({ length: 3_000 }, (_, index) => `cut-${index}`);
      const packed = gzipSync(lines(ids.map(entroRecord)));
      const cutOff = await file('cut-off.jsonl.gz', packed.subarray(0, packed.length - 500));

      const end = await terminal.run('import', '--workspace', `w${workspace}`, cutOff, ...words);
      expect(end.exitCode).toBe(1);
      expect(end.stdout).toMatch(/entro +audit +2,\d{3} +2,\d{3} +0 +0/);
      expect(end.stderr).toContain('Error: cut-off.jsonl.gz could not be read to its end');

      const again = await run(cutOff, ...words);
      expect(again.exitCode).toBe(1);
      expect(again.document).toMatchObject({ stored: 0, rejected: 0, error: { kind: 'storage' } });
      expect(again.document.duplicate).toBeGreaterThan(2_000);
      expect(JSON.stringify(again.document.error)).not.toContain('sourceId');
    },
  );

  it('exits with 2 where nothing of a packed file can be read', async () => {
    const packed = gzipSync(lines([entroRecord('h')]));
    const damaged = await file('damaged.jsonl.gz', packed.subarray(0, 14));

    const end = await run('--vendor', 'entro', '--stream', 'audit', damaged);
    expect(end).toMatchObject({ exitCode: 2, document: { error: { kind: 'invalid-input' } } });
  });
});

describe('fields of every form', () => {
  it('can be shown, counted and sorted by', async () => {
    await run(await file('fields.json', JSON.stringify([entraAudit('p'), entraAudit('q')])));
    const ws = ['--workspace', `w${workspace}`];
    const found = await terminal.json(
      'search',
      '*',
      ...ws,
      '--fields',
      'raw.activityDisplayName,ecs.event.action',
    );
    expect(found.document.rows[0]).toMatchObject({ 'raw.activityDisplayName': 'Add user' });
    const counted = await terminal.json('facets', '*', ...ws, '--field', 'raw.activityDisplayName');
    expect(counted.document.values).toEqual([{ value: 'Add user', count: 2 }]);
    const sorted = await terminal.json('search', '*', ...ws, '--sort', 'raw.id:desc', '--fields', 'raw.id');
    expect(sorted.document.rows.map((row) => row['raw.id'])).toEqual(['q', 'p']);
  });

  it('are exported as ECS and as OCSF, a document a line', async () => {
    await run(await file('export.jsonl', lines([entroRecord('g')])));
    const ws = ['--workspace', `w${workspace}`];
    for (const format of ['ecs', 'ocsf']) {
      const words = ['export', '*', ...ws, '--format', format, '--out', `${format}${workspace}.ndjson`];
      expect(await terminal.json(...words)).toMatchObject({ exitCode: 0, document: { format, rows: 1 } });
    }
  });
});
