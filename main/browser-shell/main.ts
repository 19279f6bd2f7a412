import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reportCrashes } from '../app/crash-reports.ts';
import { makeFilesForOwnerOnly } from '../app/own-files-only.ts';
import { startAppHost } from '../app/start-app-host.ts';
import { findChromium } from '../launch/find-chromium.mjs';
import { createEgress } from '../secrets/create-egress.ts';
import { createWindowAssets } from '../window/window-assets.ts';
import { windowBoundsFile } from '../window/window-bounds.ts';
import { WINDOW_ORIGIN } from './attach-window.ts';
import { createBrowserShell } from './browser-shell.ts';
import { runBrowserShell } from './run-browser-shell.ts';

const egress = createEgress();
const say = (line: string): void => void process.stderr.write(`${egress.text(line)}\n`);
const crashes = reportCrashes({ egress, say, end: (exitCode) => process.exit(exitCode) });

/** `browser-shell.js [--workspace DIR] [--sample]`; started by `main/launch/start.mjs`, which explains itself. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { workspace: { type: 'string' }, sample: { type: 'boolean', default: false } },
  });
  const executable = findChromium(process.env, process.platform);
  if (executable === null) {
    say('No Chromium, Chrome or Edge was found. Install one, or name it in KEYGLASS_CHROMIUM.');
    return 1;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const shell = createBrowserShell();
  const host = startAppHost({
    workspaceFolder: values.workspace ?? null,
    sample: values.sample,
    shell,
    egress,
    crashes,
  });
  return runBrowserShell({
    executable,
    shell,
    host,
    assets: createWindowAssets(fileURLToPath(new URL('../renderer', import.meta.url)), WINDOW_ORIGIN),
    boundsFile: windowBoundsFile(process.env, process.platform, homedir()),
    headless: process.env.KEYGLASS_HEADLESS === '1',
    isRoot: process.getuid?.() === 0,
    stop: stop.signal,
    say,
  });
}

makeFilesForOwnerOnly();
process.exitCode = await main();
