import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from './run-command.ts';

let folder: { path: string; remove(): Promise<void> };
let terminal: Terminal;
let env: Record<string, string>;

const exposed = (value: string, more: object = {}) => ({
  request_id: `scan-${value}`,
  date: '2026-11-01T11:00:00.000Z',
  secret_type: 'JWT',
  exposed_value: value,
  line_number: 3,
  location: 'shop/config.yml',
  ...more,
});

beforeAll(async () => {
  folder = await aTemporaryFolder();
  env = { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 3).toString('base64') };
  terminal = aTerminal({ clock, folder: folder.path, env });
  const records = [
    exposed('made-up-secret-one'),
    exposed('made-up-secret-one', { line_number: 9 }),
    exposed('made-up-secret-two', { secret_type: 'DB_PASSWORD' }),
    exposed('made-up-secret-three', { date: 'no date' }),
  ];
  await writeFile(join(folder.path, 'records.json'), JSON.stringify(records));
  const imported = await terminal.json('import', '--workspace', 'ws', '--vendor', 'entro', 'records.json');
  expect(imported.document).toMatchObject({ received: 4, stored: 3, rejected: 1 });
});

afterAll(() => folder.remove());

interface Row {
  readonly fingerprint: string;
  readonly secretType: string;
  readonly state: string;
}

const json = (...words: readonly string[]) => terminal.json(...words, '--workspace', 'ws');
const rowsOf = async (...words: readonly string[]) =>
  (await json('secret', 'list', ...words)).document.secrets as readonly Row[];
const fingerprintOf = async (type: string) => (await rowsOf('--type', type))[0]?.fingerprint ?? '';

describe('secrets on the command line', () => {
  it('are listed, each once and without its value', async () => {
    const { exitCode, document } = await json('secret', 'list', '--sort', 'exposures:desc');

    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      total: 2,
      returned: 2,
      secrets: [
        { secretType: 'JWT', state: 'new', exposures: 2, places: 2, length: 18, vendors: ['entro'] },
        { secretType: 'DB_PASSWORD', exposures: 1, firstSeen: '2026-11-01T11:00:00.000000Z' },
      ],
    });
    expect(JSON.stringify(document)).not.toContain('made-up');
    expect((await terminal.run('secret', 'list', '--workspace', 'ws')).stdout).toMatch(
      /Fingerprint.*Type.*State/,
    );
  });

  it('are filtered, searched and paged', async () => {
    expect(await rowsOf('--state', 'rotated')).toEqual([]);
    expect(await rowsOf('--search', 'password')).toMatchObject([{ secretType: 'DB_PASSWORD' }]);
    expect(await rowsOf('--search', 'CONFIG.yml', '--limit', '1', '--offset', '1')).toHaveLength(1);
  });

  it.each([
    [['--state', 'open'], 'no state'],
    [['--limit', '0'], '--limit'],
    [['--offset', 'x'], '--offset'],
    [['--sort', 'value'], '--sort'],
    [['--sort', 'state:up'], '--sort'],
  ])('refuse %s', async (words, said) => {
    const { exitCode, stderr } = await terminal.run('secret', 'list', '--workspace', 'ws', ...words);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
  });

  it('are marked by as much of the fingerprint as tells them apart, and show what became of them', async () => {
    const fingerprint = await fingerprintOf('JWT');

    const marked = await json(
      'secret',
      'mark',
      fingerprint.slice(0, 8),
      '--state',
      'rotated',
      '--note',
      'INC-204',
    );
    const shown = await json('secret', 'show', `‹secret:fp:${fingerprint.slice(0, 8)}›`);

    expect(marked).toMatchObject({ exitCode: 0, document: { state: 'rotated', marked: [fingerprint] } });
    expect(shown.document).toMatchObject({
      secret: { fingerprint, state: 'rotated', stateChangedAt: '2026-11-20T10:00:00.000000Z' },
      history: [{ at: '2026-11-20T10:00:00.000000Z', state: 'rotated', note: 'INC-204', by: 'analyst' }],
      places: [{ kind: 'exposure' }, { kind: 'exposure' }],
      placesTotal: 2,
    });
    const { stdout } = await terminal.run('secret', 'show', fingerprint, '--workspace', 'ws');
    expect(stdout).toMatch(/INC-204/);
  });

  it('that are unknown, or no fingerprints, are refused; what was given is not repeated', async () => {
    expect(await json('secret', 'show', 'ffffffff')).toMatchObject({ exitCode: 1 });
    const mistaken = await terminal.run('secret', 'show', 'made-up-secret-one', '--workspace', 'ws');
    expect(mistaken.exitCode).toBe(2);
    expect(JSON.stringify(mistaken)).not.toContain('made-up');
    expect(await json('secret', 'mark', 'ffffffff', '--state', 'regressed')).toMatchObject({ exitCode: 2 });
  });

  it('come back as regressed when they are exposed after that', async () => {
    const fingerprint = await fingerprintOf('JWT');
    const again = [exposed('made-up-secret-one', { date: '2026-11-20T11:00:00.000Z' })];
    await writeFile(join(folder.path, 'again.json'), JSON.stringify(again));
    await json('import', '--vendor', 'entro', 'again.json');

    expect(await rowsOf('--state', 'regressed')).toMatchObject([{ fingerprint }]);
  });
});

describe('was it exposed, on the command line', () => {
  const checked = (options: Partial<Parameters<typeof aTerminal>[0]>, ...words: readonly string[]) =>
    aTerminal({ clock, folder: folder.path, env, ...options }).json(
      'secret',
      'check',
      '--workspace',
      'ws',
      ...words,
    );

  it('is asked with a value that is typed and does not show', async () => {
    const found = await checked({ typed: 'made-up-secret-two' });
    const none = await checked({ typed: 'never-seen' });

    expect(found).toMatchObject({
      exitCode: 0,
      document: { checked: 1, found: [{ line: 1, secretType: 'DB_PASSWORD' }] },
    });
    expect(none).toMatchObject({ exitCode: 0, document: { checked: 1, found: [] } });
    expect(JSON.stringify([found, none])).not.toMatch(/made-up|never-seen/);
  });

  it('is asked with a file, and with what is piped in', async () => {
    await writeFile(join(folder.path, '.env'), '# x\nA=nothing\nB="made-up-secret-one"\n');

    const answer = { exitCode: 0, document: { checked: 3, found: [{ line: 3, secretType: 'JWT' }] } };
    expect(await checked({}, '--file', '.env')).toMatchObject(answer);
    const piped = ['# x\nA=noth', 'ing\nB="made-up', '-secret-one"\n'];
    expect(await checked({ piped }, '--stdin')).toMatchObject(answer);
    expect(await checked({ piped })).toMatchObject(answer);
  });

  it('is refused without a value, with two sources of them, and without the key', async () => {
    expect(await checked({ typed: null })).toMatchObject({ exitCode: 2 });
    expect(await checked({ typed: ' ' })).toMatchObject({ exitCode: 2 });
    expect(await checked({}, '--stdin', '--file', 'x')).toMatchObject({ exitCode: 2 });
    const other = { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 4).toString('base64') };
    expect(await checked({ typed: 'made-up-secret-two', env: other })).toMatchObject({
      exitCode: 1,
      document: { error: { kind: 'vault-locked' } },
    });
  });
});

describe('rejected records on the command line', () => {
  it('are listed, shown and exported without their secrets', async () => {
    const listed = await json('rejected', 'list');
    expect(listed.document).toMatchObject({
      total: 1,
      records: [{ stream: 'audit', rejectedAt: expect.any(String) }],
    });
    const [record] = listed.document.records as readonly { rejectedId: string }[];

    const shown = await json('rejected', 'show', record?.rejectedId ?? '');
    expect(shown.document).toMatchObject({
      isMasked: true,
      text: expect.stringContaining('"date": "no date"'),
    });

    const exported = await json('rejected', 'export', '--out', 'rejected.jsonl');
    expect(exported).toMatchObject({ exitCode: 0, document: { written: 1 } });
    expect(await json('rejected', 'export', '--out', 'rejected.jsonl')).toMatchObject({ exitCode: 2 });
    expect(JSON.stringify([listed, shown, exported])).not.toContain('made-up');
    expect((await terminal.run('rejected', 'list', '--workspace', 'ws')).stdout).toContain(
      record?.rejectedId,
    );
  });

  it('are tried again for one source, stay where they still can’t be read, and the counts still add up', async () => {
    const before = (await json('status')).document.streams;
    const [source] = before as unknown as readonly { sourceId: string }[];

    const mapped = await json('map-again', '--source', source?.sourceId ?? '');

    expect(mapped).toMatchObject({ exitCode: 0, document: { recovered: 0 } });
    expect((await json('status')).document.streams).toMatchObject(
      before.map(({ received, stored, duplicate, rejected }) => ({ received, stored, duplicate, rejected })),
    );
    expect((await json('rejected', 'list')).document.total).toBe(1);
  });

  it('say so when there is no such record', async () => {
    expect(await json('rejected', 'show', 'nothing')).toMatchObject({ exitCode: 1 });
  });
});

describe('the audit log on the command line', () => {
  it('is printed, the latest first', async () => {
    const { exitCode, document } = await json('audit');

    expect(exitCode).toBe(0);
    const entries = document.entries as readonly { action: string; at: string }[];
    expect(entries.map(({ action }) => action)).toEqual(['rejected.exported', 'secret.state-changed']);
    expect((await json('audit', '--limit', '1')).document).toMatchObject({ total: 2, returned: 1 });
    const { stdout } = await terminal.run('audit', '--workspace', 'ws');
    expect(stdout).toMatch(/^Time +What +About +Reason\n/);
    expect(stdout).toMatch(/Secret marked +JWT fp:[0-9a-f]{8}, .*state \w+ +.*INC-204/);
    expect(stdout).not.toContain('{');
    expect(await json('audit', '--limit', 'all')).toMatchObject({ exitCode: 2 });
  });
});
