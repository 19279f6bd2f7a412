#!/usr/bin/env node
import { join } from 'node:path';
import { ensureReady } from './ensure-ready.mjs';
import { runToExit } from './progress.mjs';
import { callersFolder, root } from './project.mjs';
import { runChild } from './run-child.mjs';

/** `npm run -s keyglass -- <command>`: the app without a window. stdout carries what the command prints and nothing else. */
await runToExit(async () => {
  const runtime = await ensureReady();
  return runChild(runtime, [join(root, 'dist', 'main', 'cli.js'), ...process.argv.slice(2)], {
    cwd: callersFolder(),
  });
});
