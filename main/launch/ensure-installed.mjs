import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LaunchProblem, say } from './progress.mjs';
import { findRuntime, root, runtimePackage } from './project.mjs';
import { outputToStderr, runChild } from './run-child.mjs';

/**
 * Installs what `package-lock.json` names, unless `node_modules` already holds exactly that. Needs nothing but the Node
 * and npm of the machine.
 */
export async function ensureInstalled() {
  if (!isInstalled(root)) await install();
  linkRuntime(root);
}

async function install() {
  say('Installing the parts Keyglass is made of (once, about a minute) …');
  // No package may run a script here (`.npmrc` says so too): none needs to, so none has a say in what is installed.
  // Without npm's warnings: they are about the Node that runs npm, not about the one that runs the app.
  const flags = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { command, args, options } = npmCommand([installVerb(), ...flags]);
  const code = await runChild(command, args, { ...options, cwd: root, stdio: outputToStderr });
  if (code !== 0) {
    throw new LaunchProblem(
      `Installing failed: npm ended with ${code}, its own words are above. It needs the package registry that npm is set up for. Run "npm ci" in ${root} to try it alone.`,
    );
  }
  if (!findRuntime(root)) {
    throw new LaunchProblem(
      `There is no Node 24 for ${process.platform} on ${process.arch} among what npm installed. Start Keyglass with a Node of your own, 24 or newer; or, if npm leaves out optional packages (npm config get omit), let it install them and run "npm ci".`,
    );
  }
}

/**
 * Puts Node where the scripts of `package.json` find it first. npm does so by itself, but npm 10 takes the link away again
 * with the packages for other systems, which carry a program of the same name.
 */
export function linkRuntime(folder) {
  const link = join(folder, 'node_modules', '.bin', 'node');
  const target = join('..', runtimePackage(), 'bin', 'node');
  if (process.platform === 'win32' || existsSync(link) || !existsSync(join(dirname(link), target))) return;
  symlinkSync(target, link);
}

/** Whether `node_modules` holds what the lock file says, by npm's own record of what it put there. */
export function isInstalled(folder) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const present = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  return (
    wanted !== null && present !== null && holdsWhatIsWanted(wanted, present) && findRuntime(folder) !== null
  );
}

/** Optional packages may be absent: most of them are for other systems. Anything else that differs is out of date. */
export function holdsWhatIsWanted(wanted, present) {
  const isSame = (path) =>
    wanted[path]?.version === present[path]?.version && wanted[path]?.integrity === present[path]?.integrity;
  return (
    Object.keys(wanted).every(
      (path) => path === '' || (present[path] ? isSame(path) : mayBeAbsent(wanted[path])),
    ) && Object.keys(present).every((path) => path === '' || wanted[path] !== undefined)
  );
}

function mayBeAbsent(entry) {
  return entry.optional === true || entry.devOptional === true || entry.peer === true;
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** `npm ci` removes `node_modules` first, which Windows refuses while the Node in there runs this very file. */
function installVerb() {
  const runsFromInside =
    process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules'));
  return runsFromInside ? 'install' : 'ci';
}

/** The npm that started this, or the one in the PATH. */
function npmCommand(args) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && /npm-cli\.[cm]?js$/.test(npm))
    return { command: node ?? process.execPath, args: [npm, ...args], options: {} };
  // Windows starts npm.cmd only through its shell.
  return { command: 'npm', args, options: { shell: process.platform === 'win32' } };
}
