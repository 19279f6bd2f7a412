import { isBuilt } from './build-stamp.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, isInstalled } from './ensure-installed.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { findRuntime, root } from './project.mjs';

/** Installs and builds what is missing or out of date; answers the Node to run the app with. */
export async function ensureReady() {
  if (!isInstalled(root) || !isBuilt(root)) {
    await oneAtATime(async () => {
      await ensureInstalled();
      await ensureBuilt();
    });
  }
  return findRuntime();
}
