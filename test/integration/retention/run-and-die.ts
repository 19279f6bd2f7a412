import { statSync } from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/**
 * A process for `crash.test.ts`: applies the rules of the workspace and kills itself, as `kill -9` would, at the point
 * that is named. What it imports sees the functions of the file system that are put in place here.
 */
const [folder = '', point = ''] = process.argv.slice(2);

const MORE_THAN_ITS_HEAD = 100_000;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

const { rename } = fsPromises;
fsPromises.rename = async (from, to) => {
  if (point === 'before the swap') die();
  await rename(from, to);
  if (point === 'after the swap') die();
};
syncBuiltinESMExports();

const { openTestWorkspace } = await import('../../helpers/temporary-workspace.ts');
const { createRetentionService } = await import('../../../main/retention/create-retention-service.ts');
const { createFakeClock } = await import('../../helpers/fake-clock.ts');
const { testNowUs } = await import('../../helpers/temporary-workspace.ts');

function dieWhereTheCopyHasBegun(): void {
  const copy = statSync(join(folder, 'staging', 'rebuilt.duckdb'), { throwIfNoEntry: false });
  if (copy && copy.size > MORE_THAN_ITS_HEAD) die();
}

const workspace = await openTestWorkspace(folder);
let pieces = 0;
const writer: typeof workspace.writer = {
  ...workspace.writer,
  removeEvents(removed) {
    const done = workspace.writer.removeEvents(removed);
    pieces += 1;
    if (point === 'in the middle of a piece' && pieces === 3) setTimeout(die, 3);
    if (point === 'between two pieces' && pieces === 3) void done.then(die);
    return done;
  },
};
const rebuild: typeof workspace.rebuild = (options) => {
  if (point === 'while copying') setInterval(dieWhereTheCopyHasBegun, 1);
  return workspace.rebuild({
    ...options,
    onWaiting: () => {
      if (point === 'when copied' || point === 'while copying') die();
    },
  });
};
const retention = createRetentionService({
  workspace: { ...workspace, writer, rebuild },
  clock: createFakeClock(new Date(testNowUs / 1_000)),
  reportProblem: (where, problem) => console.error(where, problem),
  eventsInAPiece: 500,
});
await retention.run();
await retention.finished();
if (point === 'after the run') die();
