import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Everything that a build reads. Launching itself is not built. */
const sources = ['main', 'renderer', 'shared', 'package.json', 'package-lock.json'];
const notBuilt = new Set([join('main', 'launch')]);

const products = [
  join('main', 'cli.js'),
  join('main', 'browser-shell.js'),
  join('main', 'electron-main.js'),
  join('main', 'preload.cjs'),
  join('renderer', 'index.html'),
];

/** Whether `dist/` is complete and made from the sources as they are now. Looks at times and sizes, not into files. */
export function isBuilt(root) {
  return (
    products.every((path) => existsSync(join(root, 'dist', path))) && readStamp(root) === sourcesStamp(root)
  );
}

export function rememberBuild(root) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampPath(root), sourcesStamp(root));
}

export function sourcesStamp(root) {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, root, join(root, source));
  return hash.digest('hex');
}

function addTo(hash, root, path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  const name = relative(root, path);
  if (!stat || notBuilt.has(name)) return;
  if (!stat.isDirectory()) {
    hash.update(`${name}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  for (const entry of readdirSync(path).sort()) addTo(hash, root, join(path, entry));
}

function stampPath(root) {
  return join(root, 'dist', 'sources.sha256');
}

function readStamp(root) {
  try {
    return readFileSync(stampPath(root), 'utf8');
  } catch {
    return null;
  }
}
