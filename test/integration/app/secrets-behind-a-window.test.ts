import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppHost } from '../../../main/app/app-host.ts';
import type { Shell } from '../../../main/app/shell.ts';
import { startAppHost } from '../../../main/app/start-app-host.ts';
import type { IpcCall, IpcInput, IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

const exposed = 'made-up-exposed-value';
const token = 'ghp_madeUpTokenThatOpensNothing1';

let folder: { path: string; remove(): Promise<void> };
let host: AppHost;
let clipboard: string;
let opened: string[];
let sent: { event: string; payload: unknown }[];
let notified: string[];

const shell: Shell = {
  kind: 'browser',
  canChooseFiles: false,
  chooseSavePath: async () => null,
  chooseFiles: async () => [],
  writeClipboard: async (text) => {
    clipboard = text;
    return true;
  },
  readClipboard: async () => clipboard || null,
  openLink: async (address) => {
    opened.push(address);
    return true;
  },
  send: (event, payload) => sent.push({ event, payload }),
  notify: (title, body) => notified.push(`${title}: ${body}`),
  quit: () => undefined,
};

beforeEach(async () => {
  folder = await aTemporaryFolder();
  clipboard = '';
  opened = [];
  sent = [];
  notified = [];
  host = startAppHost({
    workspaceFolder: join(folder.path, 'w'),
    sample: false,
    shell,
    env: { ...process.env, KEYGLASS_VAULT_KEY: Buffer.alloc(32, 5).toString('base64') },
  });
});

afterEach(async () => {
  await host.close();
  await folder.remove();
});

async function ask<Call extends IpcCall>(call: Call, input: IpcInput<Call>): Promise<IpcOutput<Call>> {
  const answer = (await host.handle(call, input)) as { ok: boolean; value: IpcOutput<Call>; error?: unknown };
  if (!answer.ok) throw new Error(`${call}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** Imports one finding, as an export of the vendor has it; a token stands in it by the way. */
async function importFinding(date: string): Promise<void> {
  const path = join(folder.path, `${date.slice(0, 10)}.json`);
  const record = {
    request_id: date,
    date,
    secret_type: 'AWS_ACCESS_KEY_ID',
    exposed_value: exposed,
    line_number: 3,
    owner: { comment: `see ${token}` },
  };
  await writeFile(path, JSON.stringify([record]));
  await ask('imports.start', { paths: [path], vendor: 'entro', stream: 'audit', sourceId: null });
  await expect
    .poll(async () => (await ask('imports.list', {})).jobs.every(({ state }) => state === 'done'))
    .toBe(true);
}

const list = async () =>
  (
    await ask('secrets.list', {
      requestId: 'list',
      filter: { search: '', states: [], secretTypes: [] },
      sort: { column: 'exposures', descending: true },
      offset: 0,
      limit: 10,
    })
  ).secrets;

const lookUp = async (call: 'secrets.lookUp' | 'secrets.lookUpClipboard', values: string[] = []) =>
  ask(call, { requestId: 'look-up', values });

describe('secrets behind a window', () => {
  it('are in the inventory once an event holds them, exposed or mentioned', async () => {
    await importFinding('2026-11-01T11:00:00.000Z');

    const [first, second] = await list();
    expect(first).toMatchObject({ secretType: 'AWS_ACCESS_KEY_ID', exposures: 1, mentions: 0 });
    expect(second).toMatchObject({ secretType: null, exposures: 0, mentions: 1, length: token.length });
    const { places } = await ask('secrets.detail', {
      requestId: 'detail',
      fingerprint: second?.fingerprint ?? '',
    });
    expect(places).toMatchObject([{ kind: 'mention', field: 'owner.comment', times: 1 }]);
    await expect.poll(() => sent.map(({ event }) => event)).toContain('secrets.changed');
  });

  it('are revealed and copied with a reason alone; the copy leaves the clipboard when the app ends', async () => {
    await importFinding('2026-11-01T11:00:00.000Z');
    const fingerprint = (await list())[0]?.fingerprint ?? '';

    const asked = { fingerprint, reason: 'to rotate it' };
    expect(await host.handle('secrets.reveal', { ...asked, reason: ' ' })).toMatchObject({ ok: false });
    expect((await ask('secrets.reveal', asked)).value).toBe(exposed);
    const copied = await host.handle('secrets.copy', asked);

    expect(copied).toEqual({ ok: true, value: { clearAtUs: expect.any(Number) } });
    expect(clipboard).toBe(exposed);
    const { entries } = await ask('audit.list', { offset: 0, limit: 10 });
    expect(entries.map(({ action }) => action)).toEqual(['secret.copied', 'secret.revealed']);
    expect(JSON.stringify(entries)).not.toContain(exposed);
    await host.close();
    expect(clipboard).toBe('');
  });

  it('are looked up from a prompt and from the clipboard', async () => {
    await importFinding('2026-11-01T11:00:00.000Z');

    expect(await host.handle('secrets.lookUpClipboard', { requestId: 'none' })).toMatchObject({ ok: false });
    clipboard = `nothing\r\nTOKEN=${token}\n`;
    expect(await lookUp('secrets.lookUpClipboard')).toMatchObject({ checked: 2, found: [{ line: 2 }] });
    expect(await lookUp('secrets.lookUp', [exposed, 'nothing'])).toMatchObject({
      checked: 2,
      found: [{ line: 1 }],
    });
  });

  it('that come back are told of, without a word of what they are', async () => {
    await importFinding('2026-11-01T11:00:00.000Z');
    const fingerprint = (await list())[0]?.fingerprint ?? '';
    await ask('secrets.setState', { fingerprints: [fingerprint], state: 'rotated', note: `was ${exposed}` });

    await importFinding('2100-01-01T00:00:00.000Z');

    expect((await list())[0]).toMatchObject({ state: 'regressed' });
    await expect.poll(() => notified).toHaveLength(1);
    expect(notified[0]).toContain('A secret came back');
    const told = sent.filter(({ event }) => event === 'secrets.changed').map(({ payload }) => payload);
    expect(told).toContainEqual({ regressed: 1 });
    const detail = await ask('secrets.detail', { requestId: 'detail', fingerprint });
    expect(detail.history.map(({ state }) => state)).toEqual(['regressed', 'rotated']);
    expect(JSON.stringify([detail, notified, sent])).not.toContain(exposed);
  });
});

describe('what leaves the window', () => {
  it('is masked on its way to the clipboard, and says so', async () => {
    await importFinding('2026-11-01T11:00:00.000Z');

    expect(await ask('clipboard.write', { text: 'an event id' })).toEqual({ isMasked: false });
    expect(clipboard).toBe('an event id');
    expect(await ask('clipboard.write', { text: `key = ${exposed}; ${token}` })).toEqual({ isMasked: true });
    expect(clipboard).toMatch(/^key = ‹secret:fp:[0-9a-f]{8}›; ‹secret/);
  });

  it('are links to https alone', async () => {
    await ask('app.openLink', { address: 'https://example.com/a' });
    for (const address of ['http://example.com/', 'file:///etc/passwd', 'https://a:b@example.com/']) {
      expect(await host.handle('app.openLink', { address })).toMatchObject({ ok: false });
    }

    expect(opened).toEqual(['https://example.com/a']);
  });

  it('are rejected records with their secrets out', async () => {
    await importFinding('no date');
    const sources = (await ask('sources.list', {})).sources;
    const sourceId = sources[0]?.sourceId ?? '';
    const { records } = await ask('sources.rejected', { sourceId, limit: 10 });

    const which = { sourceId, stream: 'audit', rejectedId: records[0]?.rejectedId ?? '' };
    const { text } = await ask('sources.rejectedRecord', which);
    const path = join(folder.path, 'rejected.jsonl');
    const exported = await ask('sources.exportRejected', { sourceId, path, overwrite: false });

    expect(exported).toMatchObject({ written: 1 });
    for (const shown of [text, await readFile(path, 'utf8')]) {
      expect(shown).toContain('no date');
      expect(shown).not.toMatch(/made-up-exposed|madeUpToken/);
    }
  });
});
