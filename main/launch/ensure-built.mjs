import { build } from './build.mjs';
import { isBuilt } from './build-stamp.mjs';
import { say } from './progress.mjs';
import { root } from './project.mjs';

/** Builds unless `dist/` already holds what the sources say. */
export async function ensureBuilt() {
  if (isBuilt(root)) return;
  say('Building …');
  await build();
}
