import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, whatever the folder that a command was typed in. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What launch remembers between runs; gone with `node_modules`, as it should be. */
export const rememberedFolder = join(root, 'node_modules', '.cache', 'keyglass');

/**
 * The Node that the app is built for: the development dependency, or the one that runs this if it is new enough.
 * Null when there is neither.
 */
export function findRuntime(folder = root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = join(folder, 'node_modules', 'node', 'bin', name);
  if (existsSync(installed)) return installed;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null;
}

/** The folder that the person stood in: `npm run` moves to the checkout first. */
export function callersFolder(env = process.env) {
  const startedByNpm = env.npm_lifecycle_event === 'start' || env.npm_lifecycle_event === 'keyglass';
  return startedByNpm && env.INIT_CWD ? env.INIT_CWD : process.cwd();
}
