import { homedir } from 'node:os';
import { reportCrashes } from '../app/crash-reports.ts';
import { openApp } from '../app/open-app.ts';
import { makeFilesForOwnerOnly } from '../app/own-files-only.ts';
import { systemClock } from '../collector/clock.ts';
import { createEgress } from '../secrets/create-egress.ts';
import type { CliEnvironment, OpenApp, TextOutput } from './command.ts';
import { runCli } from './run-cli.ts';
import { textInput } from './text-input.ts';

makeFilesForOwnerOnly();
const stop = new AbortController();

/** Waits until the text is taken, so that a slow reader slows the work and does not fill the memory. */
function textOutput(stream: NodeJS.WriteStream): TextOutput {
  let isClosed = false;
  stream.on('error', () => {
    isClosed = true;
  });
  return {
    get isClosed() {
      return isClosed;
    },
    get width() {
      return stream.isTTY ? stream.columns : null;
    },
    write: (text) =>
      isClosed || text === ''
        ? Promise.resolve()
        : new Promise((resolve) => stream.write(text, () => resolve())),
  };
}

// The first Ctrl-C ends the work at a safe point; a second one, or a hang, ends the process as usual.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => stop.abort());
}

const egress = createEgress();
const crashes = reportCrashes({
  egress,
  say: (line) => void process.stderr.write(`${line}\n`),
  end: (exitCode) => process.exit(exitCode),
});
const openLogged: OpenApp = async (options) => {
  const opened = await openApp(options);
  if (opened.ok) crashes.logTo(opened.value.reportBug);
  return opened;
};

const environment: CliEnvironment = {
  stdin: textInput(process.stdin, (text) => void process.stderr.write(text)),
  stdout: textOutput(process.stdout),
  stderr: textOutput(process.stderr),
  env: process.env,
  platform: process.platform,
  homeFolder: homedir(),
  workingFolder: process.cwd(),
  clock: systemClock,
  signal: stop.signal,
  openApp: openLogged,
};
const exitCode = await runCli(process.argv.slice(2), environment, egress);
// Everything is written and closed; a kept-alive connection must not hold the process.
process.exit(exitCode);
