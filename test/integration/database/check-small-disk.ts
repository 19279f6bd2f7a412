import { writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { openWorkspace } from '../../../main/database/open-workspace.ts';
import { testClock } from '../../helpers/temporary-workspace.ts';

/** Comes after `fill-small-disk.ts`: opens on the full disk, then makes room and checks. */
const folder = process.argv[2] ?? '';
const opened = await openWorkspace({ folder, clock: testClock, createIfMissing: false });
if (opened.ok) await opened.value.close();
await rm(join(folder, 'ballast'), { force: true });
const report = await checkWorkspace(folder, testClock);
writeSync(
  1,
  JSON.stringify({
    reopened: opened.ok || opened.error.kind,
    events: report.ok ? report.value.counts.events : report.error,
    findings: report.ok ? report.value.findings : null,
  }),
);
