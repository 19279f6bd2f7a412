import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rememberBuild } from './build-stamp.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { LaunchProblem, runToExit } from './progress.mjs';
import { findRuntime, root } from './project.mjs';
import { outputToStderr, runChild } from './run-child.mjs';

const configs = ['main/vite.config.ts', 'main/vite.preload.config.ts', 'renderer/vite.config.ts'];

/** Builds everything into `dist/`, and notes from which sources. Only Vite's warnings are printed, on stderr. */
export async function build() {
  const runtime = findRuntime();
  if (!runtime) throw new LaunchProblem('Node 24 is missing. Run "npm ci", then try again.');
  rmSync(join(root, 'dist', 'main'), { recursive: true, force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  for (const config of configs) {
    const code = await runChild(runtime, [vite, 'build', '--config', config], {
      cwd: root,
      stdio: outputToStderr,
    });
    if (code !== 0) throw new LaunchProblem(`Building failed in ${config}; the reason is above.`);
  }
  rememberBuild(root);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runToExit(async () => {
    await ensureInstalled();
    await build();
    return 0;
  });
}
