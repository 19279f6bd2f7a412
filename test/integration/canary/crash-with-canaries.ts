import { reportCrashes } from '../../../main/app/crash-reports.ts';
import { openApp } from '../../../main/app/open-app.ts';
import { systemClock } from '../../../main/collector/clock.ts';
import { createEgress } from '../../../main/secrets/create-egress.ts';

/** A process for `crash.test.ts`: opens the app as a shell does, and meets an exception that nobody caught. */
const [workspaceFolder = '', kind, message = ''] = process.argv.slice(2);
const egress = createEgress();
const crashes = reportCrashes({
  egress,
  say: (line) => void process.stderr.write(`${line}\n`),
  end: (exitCode) => process.exit(exitCode),
});
const env = { KEYGLASS_VAULT_KEY: process.env.KEYGLASS_VAULT_KEY };
const options = { workspaceFolder, sample: false, createIfMissing: true, clock: systemClock, env, egress };
const opened = await openApp(options);
if (!opened.ok) throw new Error('The app did not open');
crashes.logTo(opened.value.reportBug);
egress.addCredential(process.env.OWN_CREDENTIAL ?? '');
// Before, a log leaves the words out.
await egress.ready();
const bug = new TypeError(message);
if (kind === 'rejection') void Promise.reject(bug);
else
  setImmediate(() => {
    throw bug;
  });
setInterval(() => {}, 60_000);
