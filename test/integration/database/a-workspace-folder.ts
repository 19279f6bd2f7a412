import { createHash } from 'node:crypto';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';

/** The workspace's folder of the test that runs; it need not exist. */
export let folder: string;
let remove: () => Promise<void>;
let open: Workspace[] = [];

/** Gives each test of a file a folder of its own, and closes what it opened. */
export function eachTestHasAFolder(): void {
  beforeEach(async () => {
    const temporary = await aTemporaryFolder();
    folder = join(temporary.path, 'workspace');
    remove = temporary.remove;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((workspace) => workspace.close()));
    await remove();
  });
}

export const file = () => join(folder, 'events.duckdb');

export async function opened(options: Parameters<typeof openTestWorkspace>[1] = {}): Promise<Workspace> {
  const workspace = await openTestWorkspace(folder, options);
  open.push(workspace);
  return workspace;
}

export async function countEvents(workspace: Workspace): Promise<unknown> {
  const answer = await workspace.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] });
  return answer.ok ? answer.value[0]?.n : answer.error;
}

export async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** Takes the files as they are while the workspace is open: what a crash would leave. */
export async function crashed(workspace: Workspace): Promise<void> {
  const copy = `${folder}-copy`;
  await cp(folder, copy, { recursive: true });
  await workspace.close();
  open = open.filter((other) => other !== workspace);
  await rm(folder, { recursive: true });
  await cp(copy, folder, { recursive: true });
  await rm(copy, { recursive: true });
}
