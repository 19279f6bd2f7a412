import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppHost } from '../../../main/app/app-host.ts';
import type { Shell } from '../../../main/app/shell.ts';
import { startAppHost } from '../../../main/app/start-app-host.ts';
import { sampleVendors } from '../../../main/sample-tenant/sample-vendors.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

let folder: { path: string; remove(): Promise<void> };
let hosts: AppHost[];
let sent: string[];
let hasQuit: boolean;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  hosts = [];
  sent = [];
  hasQuit = false;
});

afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await folder.remove();
});

const shell: Shell = {
  kind: 'browser',
  canChooseFiles: false,
  chooseSavePath: async () => null,
  chooseFiles: async () => [],
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
      .poll(() => host.handle('events.count', { requestId: 'r', question }), { timeout: 20_000 })
      .toMatchObject({ ok: true, value: { count: expect.toSatisfy((count: number) => count > 1_000) } });
    expect(sent).toContain('sources.changed');
    expect(sent).toContain('events.stored');
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
