import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, whatever the folder that a command was typed in. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What launch remembers between runs; gone with `node_modules`, as it should be. */
export const rememberedFolder = join(root, 'node_modules', '.cache', 'keyglass');

/**
 * The Node that the app is built for: the one that is installed with it, or the one that runs this if it is new enough.
 * Null when there is neither.
 */
export function findRuntime(folder = root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = join(folder, 'node_modules', runtimePackage(), 'bin', name);
  if (existsSync(installed)) return installed;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null;
}

/**
 * The package that carries Node's binary for a system. They are named one by one in `package.json`, because the package
 * `node` fetches the same ones by an install script, past the lock file.
 */
export function runtimePackage(platform = process.platform, arch = process.arch) {
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** The folder that the person stood in: `npm run` moves to the checkout first. */
export function callersFolder(env = process.env) {
  const startedByNpm = env.npm_lifecycle_event === 'start' || env.npm_lifecycle_event === 'keyglass';
  return startedByNpm && env.INIT_CWD ? env.INIT_CWD : process.cwd();
}
