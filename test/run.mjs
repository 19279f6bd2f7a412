import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from '../main/launch/ensure-installed.mjs';
import { runToExit } from '../main/launch/progress.mjs';
import { findRuntime, root } from '../main/launch/project.mjs';
import { runChild } from '../main/launch/run-child.mjs';
import { ensureSystemParts } from './run/system-parts.mjs';

/**
 * `npm test`: brings what the tests need, then runs everything, inside a session bus of its own on Linux, so that the
 * keychain is a real one and the person's own stays untouched.
 */
await runToExit(async () => {
  await ensureInstalled();
  const hasBus = await ensureSystemParts();
  const results = join(root, 'test-results');
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const command = [findRuntime(), join(root, 'test', 'run', 'all-steps.mjs')];
  const [first, ...rest] = hasBus ? ['dbus-run-session', '--', ...command] : command;
  return runChild(first, rest, {
    cwd: root,
    env: { ...process.env, KEYGLASS_EXERCISED: join(results, 'exercised') },
  });
});
