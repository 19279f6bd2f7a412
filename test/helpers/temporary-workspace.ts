import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenWorkspaceOptions, openWorkspace } from '../../main/database/open-workspace.ts';
import type { Workspace } from '../../main/database/workspace.ts';
import { expectAccountsToAgree } from './agreeing-accounts.ts';

/** 2026-11-20T10:00:00Z, the time that tests take for now. */
export const testNowUs = Date.UTC(2026, 10, 20, 10) * 1_000;

export const testClock = { nowUs: () => testNowUs };

/** A folder of its own; `remove` takes it away again. */
export async function aTemporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'keyglass-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Opens the workspace in the folder, or throws with the error's sentence. */
export async function openTestWorkspace(
  folder: string,
  options: Partial<OpenWorkspaceOptions> = {},
): Promise<Workspace> {
  const opened = await openWorkspace({
    folder,
    clock: testClock,
    createIfMissing: true,
    threads: 2,
    ...options,
  });
  if (!opened.ok) throw new Error(`${opened.error.kind}: ${opened.error.message} ${opened.error.detail}`);
  return opened.value;
}

/**
 * A real, empty workspace in a temporary folder. `remove` sees that its accounts agree, closes it and takes the folder
 * away.
 */
export async function aTemporaryWorkspace(): Promise<{ workspace: Workspace; remove(): Promise<void> }> {
  const folder = await aTemporaryFolder();
  const workspace = await openTestWorkspace(join(folder.path, 'workspace'));
  return {
    workspace,
    remove: async () => {
      try {
        await expectAccountsToAgree(workspace);
      } finally {
        await workspace.close();
        await folder.remove();
      }
    },
  };
}
