import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** The pinned Node, which runs TypeScript; whoever starts the tests by hand may have an older one on the path. */
const pinnedNode = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;
const check = fileURLToPath(new URL('../integration/database/check-small-disk.ts', import.meta.url));

/** Whether this system lets a test have a disk of its own; Linux with user namespaces does. */
export const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;

export interface SmallDisk {
  /** As `mount` takes it: `16m`. */
  readonly size: string;
  /** Where it is mounted, for these processes alone. */
  readonly folder: string;
  /** What runs on it, with the folder and `ending` as its arguments. */
  readonly program: string;
  readonly ending: string;
}

/** What the program tells in a line of JSON, and what the one tells that checks the workspace after it. */
export function runOnSmallDisk({ size, folder, program, ending }: SmallDisk) {
  const script = 'mount -t tmpfs -o size="$6" tmpfs "$1"; "$5" "$2" "$1" "$4"; "$5" "$3" "$1"';
  const args = ['-rm', 'sh', '-c', script, 'sh', folder, program, check, ending, node, size];
  const run = spawnSync('unshare', args, { encoding: 'utf8' });
  expect(run.stderr.replace('Killed\n', '')).toBe('');
  const [told, checked] = run.stdout.split('\n').map((line) => JSON.parse(line));
  return { ...told, ...checked };
}
