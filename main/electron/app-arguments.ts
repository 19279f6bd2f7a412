import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface AppArguments {
  readonly workspaceFolder: string | null;
  readonly sample: boolean;
}

/** Reads our own options and passes over those meant for Chromium, which stand among them. */
export function readAppArguments(argv: readonly string[]): AppArguments {
  const { values } = parseArgs({
    args: [...argv.slice(1)],
    strict: false,
    allowPositionals: true,
    options: { workspace: { type: 'string' }, sample: { type: 'boolean' } },
  });
  return {
    workspaceFolder: typeof values.workspace === 'string' ? resolve(values.workspace) : null,
    sample: values.sample === true,
  };
}

/**
 * Where Electron keeps its own files, and what its single-instance lock goes by: one for each workspace, so that a
 * second start of the same workspace shows the first window, and another workspace gets one of its own.
 */
export function userDataFolder(defaultWorkspace: string, { workspaceFolder, sample }: AppArguments): string {
  const key = `${workspaceFolder ?? defaultWorkspace}${sample ? ' sample' : ''}`;
  const name = createHash('sha256').update(key).digest('hex').slice(0, 12);
  return join(dirname(defaultWorkspace), 'window', name);
}
