import { openTestWorkspace } from '../../helpers/temporary-workspace.ts';

/** A second process for `open-workspace.test.ts`: opens the workspace, says so, and stays. */
await openTestWorkspace(process.argv[2] ?? '');
process.send?.('open');
setInterval(() => {}, 60_000);
