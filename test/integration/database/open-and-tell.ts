import { openWorkspace } from '../../../main/database/open-workspace.ts';
import { testClock } from '../../helpers/temporary-workspace.ts';

/** Opens the workspace in a process of its own and prints what it is told, for `read-only.test.ts`. */
const opened = await openWorkspace({
  folder: process.argv[2] ?? '',
  clock: testClock,
  createIfMissing: true,
});
if (opened.ok) await opened.value.close();
const { kind, message, remedy } = opened.ok ? { kind: 'opened', message: '', remedy: '' } : opened.error;
process.stdout.write(JSON.stringify({ kind, message, remedy }));
