import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entraSample } from '../../../main/sample-tenant/entra-id/entra-sample.ts';
import {
  type SampleTenant,
  type SampleVendor,
  startSampleTenant,
} from '../../../main/sample-tenant/start-sample-tenant.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';
import { aTerminal, stillClock as clock, type Terminal } from './run-command.ts';

let folder: { path: string; remove(): Promise<void> };
let tenant: SampleTenant;
let entra: SampleVendor;
let terminal: Terminal;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  tenant = await startSampleTenant({ clock, seed: 'cli' });
  entra = tenant.of('entra-id');
  terminal = aTerminal({
    clock,
    folder: folder.path,
    env: { KEYGLASS_CREDENTIAL_ENTRA_ID_CLIENT_SECRET: entra.draft.credentials.clientSecret ?? '' },
  });
});

afterAll(async () => {
  await tenant.close();
  await folder.remove();
});

const addEntra = (...more: readonly string[]) => {
  const settings = Object.entries(entra.draft.settings).flatMap(([key, value]) => [
    '--set',
    `${key}=${value}`,
  ]);
  const words = ['source', 'add', '--workspace', 'ws', '--vendor', 'entra-id', '--name', 'Entra ID'];
  return terminal.json(...words, '--url', entra.url, ...settings, ...more);
};

interface ListedStream {
  readonly stream: string;
  readonly enabled: boolean;
}

describe('a source of several streams', () => {
  it('is added with the named streams only, its look-back for all and settings for single ones', async () => {
    const { exitCode, document } = await addEntra(
      ...['--stream', 'directory-audit', '--stream', 'incident', '--stream', 'alert', '--since', '2w'],
      ...['--set', 'stream.alert.interval=5m', '--set', 'stream.alert.lookBack=3d'],
      ...['--set', 'stream.directory-audit.pageSize=50', '--set', 'credentialsExpire=2027-01-31'],
    );
    expect({ exitCode, document }).toMatchObject({
      exitCode: 0,
      document: { vendor: 'entra-id', streams: ['directory-audit', 'alert', 'incident'] },
    });

    const listed = await terminal.json('source', 'list', '--workspace', 'ws');
    const [source] = listed.document.sources as {
      streams: ListedStream[];
      settings: Record<string, string>;
      credentialsExpire: unknown;
    }[];
    expect(source?.credentialsExpire).toEqual({ at: '2027-01-31T00:00:00.000000Z', known: 'entered' });
    expect(source?.settings).toMatchObject({ tenantId: entra.draft.settings.tenantId });
    const streams = new Map(source?.streams.map((stream) => [stream.stream, stream]));
    expect(streams.get('alert')).toMatchObject({ enabled: true, intervalSeconds: 300, lookBackDays: 3 });
    expect(streams.get('directory-audit')).toMatchObject({ enabled: true, lookBackDays: 14, pageSize: 50 });
    expect(streams.get('sign-in-interactive')).toMatchObject({ enabled: false, lookBackDays: 14 });
  });

  it('is tested stream by stream, and one that is switched off may fail', async () => {
    const restore = refuse('user', 403);
    const { exitCode, document } = await terminal.json('source', 'test', '--workspace', 'ws');
    restore();
    const checks = document.checks as { stream: string; ok: boolean; enabled: boolean }[];
    expect(checks.find(({ stream }) => stream === 'user')).toMatchObject({ ok: false, enabled: false });
    expect(checks.find(({ stream }) => stream === 'alert')).toMatchObject({ ok: true, enabled: true });
    expect(exitCode).toBe(0);
  });

  it('shows what the vendor objected to, by which trace id, and how long it asks to wait', async () => {
    const restore = refuse('incident', 403);
    const { stdout, stderr } = await terminal.run('source', 'test', '--workspace', 'ws');
    restore();
    expect(stdout).toContain('SecurityIncident.Read.All');
    expect(stderr).toContain(
      'Entra ID / incident:\n  (Authorization_RequestDenied: Insufficient privileges.)',
    );
    expect(stderr).toContain('  Trace id, for the vendor’s support: 5b0f7c1e-refused');
    const restoreWait = entra.faults.inject(
      { kind: 'status', status: 429, retryAfter: 7200, body: '{}' },
      { when: ({ url }) => entraSample.streamOf({ url }) === 'group' },
    );
    const waiting = await terminal.run('collect', '--workspace', 'ws', '--stream', 'group');
    restoreWait();
    expect(waiting.stderr).toContain('  The vendor asks for nothing before 2026-11-20 12:00:00Z.');
  });

  it('fails in one stream and collects the others, and says which and why', async () => {
    const restore = refuse('incident', 403);
    const { exitCode, document, stderr } = await terminal.json('collect', '--workspace', 'ws');
    restore();
    expect(exitCode).toBe(1);
    const byName = new Map(
      document.streams.map((stream) => [(stream as unknown as ListedStream).stream, stream]),
    );
    expect([...byName.keys()].sort()).toEqual(['alert', 'directory-audit', 'incident']);
    expect(byName.get('incident')).toMatchObject({ received: 0, error: { kind: 'permission-missing' } });
    expect(byName.get('directory-audit')).toMatchObject({ error: null });
    expect(byName.get('directory-audit')?.stored).toBeGreaterThan(10);
    expect(stderr).toContain('Error: Entra ID / incident: ');
  });

  it('gives each stream the reasons of its own records that could not be read', async () => {
    const restores = ['directory-audit', 'incident'].map((stream, index) =>
      entra.faults.inject(
        { kind: 'other-json', body: { value: [index === 0 ? { id: 'no-time' } : { title: 'no id' }] } },
        { when: ({ url }) => entraSample.streamOf({ url }) === stream },
      ),
    );
    const { stderr } = await terminal.run('collect', '--workspace', 'ws');
    for (const restore of restores) restore();
    const [, audits] = /directory-audit: 1 record (?:.*)\n {2}(.*)\n/.exec(stderr) ?? [];
    const [, incidents] = /incident: 1 record (?:.*)\n {2}(.*)\n/.exec(stderr) ?? [];
    expect([audits, incidents]).toEqual(['The record has no activityDateTime.', 'The record has no id.']);
  });

  it('collects the one stream that is named, even one that is off', async () => {
    const { exitCode, document } = await terminal.json(
      ...['collect', '--workspace', 'ws', '--source', 'entra id', '--stream', 'provisioning'],
    );
    expect(exitCode).toBe(0);
    expect(document.streams).toMatchObject([{ stream: 'provisioning', error: null }]);
    const wrong = await terminal.run('collect', '--workspace', 'ws', '--stream', 'nonsense');
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
    expect(wrong.stderr).toContain('“Entra ID” has no stream “nonsense”.');
  });

  it('reports every stream, those that are off as well', async () => {
    const { document } = await terminal.json('status', '--workspace', 'ws');
    const streams = document.streams as unknown as Record<string, unknown>[];
    expect(streams.map(({ stream }) => stream)).toEqual(
      expect.arrayContaining(['sign-in-interactive', 'directory-audit', 'device']),
    );
    for (const stream of streams) {
      const { received, stored, duplicate, rejected } = stream as Record<string, number>;
      expect(received, String(stream.stream)).toBe((stored ?? 0) + (duplicate ?? 0) + (rejected ?? 0));
      expect(stream).toHaveProperty('unmapped');
      expect(stream).toMatchObject({ credentialsExpire: '2027-01-31T00:00:00.000000Z' });
    }
    expect(streams.find(({ stream }) => stream === 'incident')).toMatchObject({
      enabled: true,
      lastError: { kind: 'permission-missing' },
    });
    expect(streams.find(({ stream }) => stream === 'device')).toMatchObject({ enabled: false, phase: 'off' });
  });

  it('collects a range of the past when it is asked to, once', async () => {
    const words = ['back-fill', '--workspace', 'ws', '--source', 'Entra ID', '--stream', 'alert'];
    const range = ['--since', '2026-11-08', '--until', '2026-11-15'];
    const first = await terminal.json(...words, ...range);
    expect(first.exitCode).toBe(0);
    const [filled] = first.document.streams;
    expect(filled).toMatchObject({ stream: 'alert', error: null, rejected: 0 });
    expect(filled.stored).toBeGreaterThan(0);
    const again = await terminal.json(...words, ...range);
    expect(again.document.streams[0]).toMatchObject({
      stored: 0,
      duplicate: filled.stored + filled.duplicate,
    });
    const { document } = await terminal.json('status', '--workspace', 'ws');
    const streams = document.streams as unknown as Record<string, unknown>[];
    expect(streams.find(({ stream }) => stream === 'alert')).toMatchObject({ backFill: null });
  });

  it('says why a range can’t be collected', async () => {
    const words = ['back-fill', '--workspace', 'ws', '--source', 'Entra ID'];
    const range = ['--since', '2026-11-08', '--until', '2026-11-15'];
    const ofState = await terminal.run(...words, '--stream', 'user', ...range);
    expect(ofState.exitCode).toBe(2);
    const backwards = ['--since', '2026-11-15', '--until', '2026-11-08'];
    const wrong = await terminal.run(...words, '--stream', 'alert', ...backwards);
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
    expect(wrong.stderr).toContain('--until has to be later than --since.');
    const restore = refuse('alert', 403);
    const refused = await terminal.json(...words, '--stream', 'alert', ...range);
    restore();
    expect(refused).toMatchObject({
      exitCode: 1,
      document: { streams: [{ stream: 'alert', stored: 0, error: { kind: 'permission-missing' } }] },
    });
  });
});

describe('mapping again', () => {
  it('changes nothing where the mapping has not changed, and says so', async () => {
    const { exitCode, document } = await terminal.json('map-again', '--workspace', 'ws');
    expect({ exitCode, ...document }).toMatchObject({ exitCode: 0, changed: 0, recovered: 0 });
    const words = ['map-again', '--workspace', 'ws', '--source', 'Nobody'];
    expect(await terminal.run(...words)).toMatchObject({ exitCode: 2 });
  });
});

describe('a source that is added', () => {
  const add = (...more: readonly string[]) =>
    terminal.run('source', 'add', '--workspace', 'other', '--name', 'X', ...more);

  it('needs no address where the vendor has one', async () => {
    const settings = ['--set', 'tenantId=contoso.example', '--set', 'clientId=0b5c'];
    const added = await aTerminal({
      clock,
      folder: folder.path,
      env: { KEYGLASS_CREDENTIAL_X_CLIENT_SECRET: 'made-up' },
    }).json('source', 'add', '--workspace', 'other', '--name', 'X', '--vendor', 'entra-id', ...settings);
    expect(added).toMatchObject({ exitCode: 0, document: { url: 'https://graph.microsoft.com' } });
  });

  it.each([
    [['--vendor', 'entro'], 'name yours with --url URL'],
    [['--vendor', 'entra-id', '--stream', 'nope'], 'has no stream “nope”.'],
    [['--vendor', 'entra-id', '--set', 'stream.nope.interval=5m'], 'has no stream “nope”.'],
    [['--vendor', 'entra-id', '--set', 'stream.alert.interval=1s'], 'interval takes a time from 10s to 7d'],
    [['--vendor', 'entra-id', '--set', 'stream.alert.lookBack=soon'], 'lookBack takes a time up to 3650d'],
    [['--vendor', 'entra-id', '--set', 'stream.alert.pageSize=0'], 'pageSize takes a whole number from 1'],
    [['--vendor', 'entra-id', '--set', 'stream.alert.colour=red'], 'A stream has no setting “colour”'],
    [['--vendor', 'entra-id', '--set', 'credentialsExpire=2027-02-30'], 'takes a day like 2027-01-31'],
    [['--vendor', 'entra-id', '--set', 'tenantId'], '--set takes key=value'],
    [['--vendor', 'entra-id', '--since', 'soon'], '--since takes a time like 60d'],
  ])('with %j is refused', async (words, message) => {
    const end = await add(...words);
    expect({ exitCode: end.exitCode, stdout: end.stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(end.stderr).toContain(message);
  });
});

/** The answers of one stream’s requests; the returned function ends it. */
function refuse(stream: string, status: number): () => void {
  const body = JSON.stringify({
    error: {
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges.',
      innerError: { 'request-id': '5b0f7c1e-refused' },
    },
  });
  return entra.faults.inject(
    { kind: 'status', status, body },
    { when: ({ url }) => entraSample.streamOf({ url }) === stream },
  );
}
