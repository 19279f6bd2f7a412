import { join, resolve } from 'node:path';
import { findElectron } from './electron-binary.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureReady } from './ensure-ready.mjs';
import { hasDisplay } from './find-display.mjs';
import { LaunchProblem, runToExit, say } from './progress.mjs';
import { callersFolder, root } from './project.mjs';
import { runChild } from './run-child.mjs';
import { appArguments, readStartOptions, usage } from './start-options.mjs';

const built = (name) => join(root, 'dist', 'main', name);

/** `npm start`: installs and builds what is missing, then opens the best window that this machine can show. */
await runToExit(async () => {
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const workspace = options.workspace === null ? null : resolve(callersFolder(), options.workspace);
  const runtime = await ensureReady();
  if (!(await hasDisplay(process.env, process.platform))) return withoutWindow(runtime, options.sample);
  return openWindow(runtime, options.shell, appArguments({ ...options, workspace }));
});

async function openWindow(runtime, shell, args) {
  const electron = shell === 'browser' ? null : await findElectron({ tryAgain: shell === 'electron' });
  if (electron) {
    const rootArguments = isLinuxRoot() ? ['--no-sandbox'] : [];
    return runChild(electron, [...rootArguments, root, ...args]);
  }
  if (shell === 'electron') {
    throw new LaunchProblem(
      "Electron's binary can't be had here. Without KEYGLASS_SHELL the window opens in Chromium.",
    );
  }
  const chromium = await ensureChromium();
  const reason = shell === 'browser' ? '' : "Electron's binary can't be had here: ";
  say(`${reason}${reason ? 'the' : 'The'} window opens in ${chromium}.`);
  return runChild(runtime, [built('browser-shell.js'), ...args], {
    env: { ...process.env, KEYGLASS_CHROMIUM: chromium },
  });
}

async function withoutWindow(runtime, sample) {
  if (sample) {
    say('No display was found: the sample tenant is collected once and shown as text.');
    return runChild(runtime, [built('cli.js'), 'sample-report']);
  }
  throw new LaunchProblem(
    'No display was found, so there is no window to open. Keyglass works without one: npm run -s keyglass -- help. With a made-up tenant: npm start -- --sample',
  );
}

/** Chromium, and so Electron, refuses its sandbox to root. */
function isLinuxRoot() {
  const isRoot = process.platform === 'linux' && process.getuid() === 0;
  if (isRoot) say('Running as root: the window has no sandbox of its own.');
  return isRoot;
}
