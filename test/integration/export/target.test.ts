import { once } from 'node:events';
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anExportingWorkspace, type ExportingWorkspace, manyEvents } from './an-exporting-workspace.ts';

let exporting: ExportingWorkspace;
let folder: string;
let run: ExportingWorkspace['run'];
let refusal: ExportingWorkspace['refusal'];

beforeEach(async () => {
  exporting = await anExportingWorkspace();
  ({ folder, run, refusal } = exporting);
});
afterEach(() => exporting.remove());

describe('a path that can’t be written', () => {
  it('is refused when the file exists, and the file stays as it was', async () => {
    await writeFile(join(folder, 'out.csv'), 'mine');
    expect(await refusal({})).toBe(`${join(folder, 'out.csv')} exists already.`);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('mine');
  });

  it('is replaced when that was asked for', async () => {
    await writeFile(join(folder, 'out.csv'), 'mine');
    expect((await run({ overwrite: true })).state).toBe('done');
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('time,secret_line,message\r\n');
  });

  it('is refused when its folder is missing', async () => {
    const path = join(folder, 'nowhere', 'out.csv');
    expect(await refusal({ path })).toBe(`The folder of ${path} does not exist.`);
  });

  it('is refused when it is a folder', async () => {
    await mkdir(join(folder, 'sub'));
    expect(await refusal({ path: join(folder, 'sub'), overwrite: true })).toBe(
      `${join(folder, 'sub')} is a folder.`,
    );
  });

  it.skipIf(process.platform === 'win32')(
    'is refused when it is no ordinary file, even to overwrite',
    async () => {
      const path = join(folder, 'socket');
      const server = createServer().listen(path);
      await once(server, 'listening');
      expect(await refusal({ path, overwrite: true })).toContain('is a device or a pipe');
      expect((await stat(path)).isSocket()).toBe(true);
      server.close();
    },
  );

  it('is refused within the workspace, whatever its spelling', async () => {
    const path = join(exporting.workspace.folder, 'logs', '..', 'events.duckdb');
    expect(await refusal({ path, overwrite: true })).toBe(
      'An export can’t be written into the workspace, where the events themselves are kept.',
    );
  });

  it('is refused while another export writes to it', async () => {
    await commitEvents(exporting.workspace, manyEvents());
    const started = await exporting.exports.start(exporting.anExport());
    expect(await refusal({ overwrite: true })).toBe(
      `Another export is writing to ${join(folder, 'out.csv')}.`,
    );
    expect(started.ok && (await exporting.exports.finished(started.value.jobId)).state).toBe('done');
  });

  it('takes the place of what an interrupted export left, without following a link', async () => {
    await writeFile(join(folder, 'victim'), 'mine');
    await symlink(join(folder, 'victim'), join(folder, 'out.csv.keyglass-part'));
    expect((await run()).state).toBe('done');
    expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('mine');
  });
});
