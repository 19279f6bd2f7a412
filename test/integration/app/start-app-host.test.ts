import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppHost } from '../../../main/app/app-host.ts';
import type { Shell } from '../../../main/app/shell.ts';
import { startAppHost } from '../../../main/app/start-app-host.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { everything } from '../../../shared/query/query-node.ts';
import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { filePath, flipByte, positionOf } from '../database/damage.ts';

let folder: { path: string; remove(): Promise<void> };
let hosts: AppHost[];
let sent: string[];
let hasQuit: boolean;
let clipboard: string;
let opened: string[];

beforeEach(async () => {
  folder = await aTemporaryFolder();
  hosts = [];
  sent = [];
  hasQuit = false;
  clipboard = '';
  opened = [];
});

afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await folder.remove();
});

const shell: Shell = {
  kind: 'browser',
  canChooseFiles: false,
  chooseSavePath: async () => null,
  chooseFiles: async () => ['/logs/a.json'],
  writeClipboard: async (text) => {
    clipboard = text;
    return true;
  },
  readClipboard: async () => clipboard || null,
  openLink: async (address) => {
    opened.push(address);
    return true;
  },
  send: (event) => sent.push(event),
  notify: () => undefined,
  quit: () => {
    hasQuit = true;
  },
};

function start(options: { workspaceFolder: string | null; sample?: boolean }): AppHost {
  const host = startAppHost({ sample: false, ...options, shell });
  hosts.push(host);
  return host;
}

const question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };

describe('the app behind a window', () => {
  it('fills a sample workspace from the made-up tenant and tells the window of it', async () => {
    const host = start({ workspaceFolder: join(folder.path, 'w'), sample: true });
    expect(await host.handle('app.info', {})).toMatchObject({
      ok: true,
      value: { shell: 'browser', workspace: { sample: true }, keychain: { available: true } },
    });
    await expect
      .poll(() => host.handle('events.count', { requestId: 'r', question }))
      .toMatchObject({ ok: true, value: { count: expect.toSatisfy((count: number) => count > 1_000) } });
    expect(sent).toContain('sources.changed');
    expect(sent).toContain('events.stored');
  });

  it('tells a window that is loaded again of the damage that was met before', async () => {
    const workspaceFolder = join(folder.path, 'w');
    const workspace = await openTestWorkspace(workspaceFolder);
    // Enough for blocks that hold nothing else.
    await commitEvents(
      workspace,
      Array.from({ length: 5_000 }, () => anEventToStore()),
    );
    await workspace.close();
    await flipByte(filePath(workspaceFolder), await positionOf('event_id', filePath(workspaceFolder)));
    const host = start({ workspaceFolder });
    await host.handle('app.info', {});
    await expect.poll(() => sent).toContain('app.notice');
    expect(await host.handle('app.info', {})).toMatchObject({
      value: { notices: expect.arrayContaining([expect.objectContaining({ kind: 'workspace-damaged' })]) },
    });
  });

  it('imports files in the background, counts figures, and tells of it', async () => {
    const host = start({ workspaceFolder: join(folder.path, 'w'), sample: true });
    const records = join(folder.path, 'records.jsonl');
    const record = { request_id: 'r1', date: '2026-11-01T10:00:00.000Z' };
    await writeFile(records, `${JSON.stringify(record)}\n`);

    expect(await host.handle('imports.inspect', { paths: [records] })).toMatchObject({
      ok: true,
      value: { files: [{ name: 'records.jsonl', candidates: [{ vendor: 'entro', stream: 'audit' }] }] },
    });
    const input = { paths: [records], vendor: 'entro', stream: 'audit', sourceId: null };
    expect(await host.handle('imports.start', input)).toMatchObject({ ok: true });
    await expect
      .poll(() => host.handle('imports.list', {}))
      .toMatchObject({ ok: true, value: { jobs: [{ state: 'done', counts: { stored: 1 } }] } });
    expect(sent).toContain('imports.changed');
    const where = { kind: 'compare', field: 'request_id', operator: 'is', value: 'r1', quoted: true };
    const figures = [{ id: 'one', where, distinctOf: null }];
    expect(await host.handle('events.figures', { requestId: 'f', question, figures })).toMatchObject({
      ok: true,
      value: { figures: [{ id: 'one', value: 1 }] },
    });
  });

  it('maps again, tells what came in over time, and which streams have a past to ask for', async () => {
    const host = start({ workspaceFolder: join(folder.path, 'w'), sample: true });
    const listed = await host.handle('sources.list', {});
    const { sources } = (listed as { value: { sources: { sourceId: string; vendor: string }[] } }).value;
    const sourceId = sources.find(({ vendor }) => vendor === 'entra-id')?.sourceId ?? '';
    const nowUs = Date.now() * 1_000;

    expect(await host.handle('mapping.mapAgain', { sourceId: null })).toEqual({ ok: true, value: {} });
    await expect
      .poll(() => host.handle('mapping.status', {}))
      .toMatchObject({ ok: true, value: { state: 'idle' } });
    expect(sent).toContain('mapping.changed');
    const range = { fromUs: nowUs - 86_400_000_000, toUs: nowUs };
    expect(await host.handle('sources.activity', { sourceId, range, buckets: 24 })).toMatchObject({
      ok: true,
      value: { bucketUs: 3_600_000_000 },
    });
    const vendors = await host.handle('vendors.list', {});
    const { streams } = (vendors as { value: { vendors: VendorDescriptor[] } }).value.vendors.find(
      ({ vendor }) => vendor === 'entra-id',
    ) ?? { streams: [] };
    const canBackFill = new Map(streams.map((stream) => [stream.name, stream.canBackFill]));
    expect([canBackFill.get('directory-audit'), canBackFill.get('user')]).toEqual([true, false]);
  });

  it('asks the shell for files to read', async () => {
    const host = start({ workspaceFolder: join(folder.path, 'w') });
    expect(await host.handle('app.chooseFiles', {})).toEqual({
      ok: true,
      value: { paths: ['/logs/a.json'] },
    });
  });

  it('keeps the sample out of a workspace that has sources already', async () => {
    const workspaceFolder = join(folder.path, 'w');
    const first = start({ workspaceFolder, sample: true });
    expect(await first.handle('app.info', {})).toMatchObject({ ok: true });
    await first.close();
    const second = start({ workspaceFolder, sample: true });
    expect(await second.handle('app.info', {})).toMatchObject({
      ok: false,
      error: { kind: 'workspace-invalid', remedy: expect.stringContaining('an empty folder') },
    });
    const asItIs = start({ workspaceFolder });
    expect(await asItIs.handle('sources.list', {})).toMatchObject({
      ok: true,
      value: { sources: sampleVendors.map(({ draft }) => ({ name: draft('http://127.0.0.1').name })) },
    });
  });

  it('removes a sample that no folder was named for when it closes', async () => {
    // A temporary folder of its own, since other tests make samples at the same time.
    vi.stubEnv('TMPDIR', folder.path);
    const host = start({ workspaceFolder: null, sample: true });
    await host.handle('app.info', {});
    expect(await readdir(folder.path)).toHaveLength(1);
    await host.close();
    expect(await readdir(folder.path)).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('answers every call with the reason when the workspace can’t be opened, and still quits', async () => {
    const blocked = join(folder.path, 'file');
    await writeFile(blocked, 'not a folder');
    const host = start({ workspaceFolder: join(blocked, 'w') });
    expect(await host.handle('app.info', {})).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await host.handle('events.count', {})).toMatchObject({ ok: false, error: { kind: 'storage' } });
    await host.handle('app.quit', {});
    expect(hasQuit).toBe(true);
  });

  it('opens after all when what stood in the way is gone and the window tries again', async () => {
    const place = join(folder.path, 'w');
    await writeFile(place, 'in the way');
    const host = start({ workspaceFolder: place });
    expect(await host.handle('app.info', {})).toMatchObject({ ok: false });
    await rm(place);
    await mkdir(place);
    expect(await host.handle('app.info', {})).toMatchObject({ ok: true });
  });

  it('tells a second window on the same workspace that it is in use', async () => {
    const place = join(folder.path, 'w');
    await start({ workspaceFolder: place }).handle('app.info', {});
    expect(await start({ workspaceFolder: place }).handle('app.info', {})).toMatchObject({
      ok: false,
      error: { kind: 'workspace-in-use' },
    });
  });
});
