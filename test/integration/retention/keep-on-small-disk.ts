import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRetentionService } from '../../../main/retention/create-retention-service.ts';
import type { Result } from '../../../shared/result.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import { openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';
import { anEventOf } from './a-kept-workspace.ts';

/**
 * Runs on a disk of a few megabytes, see `full-disk.test.ts`, where pages find room and folding the log in does not:
 * lets old events leave there, and if it is told so makes room and waits for the next look.
 */
const [folder = '', ending] = process.argv.slice(2);
const LEFT_FREE = 2 * 1024 * 1024;
const TEN_MINUTES_MS = 10 * 60_000;
const ballast = join(folder, 'ballast');

const workspace = await openTestWorkspace(folder);
const clock = createFakeClock(new Date(testNowUs / 1_000));
const reported: unknown[] = [];
const retention = createRetentionService({
  workspace,
  clock,
  reportProblem: (_, problem) => reported.push(problem),
});
await workspace.writer.saveSource(aSourceRecord());
const some = (count: number, daysAgo: number) =>
  Array.from({ length: count }, () =>
    anEventOf(daysAgo, { raw: { noise: randomBytes(4_000).toString('hex') } }),
  );
await commitEvents(workspace, some(1_000, 40));
await workspace.rebuildGain();
await commitEvents(workspace, some(200, 2));
const { bavail, bsize } = await statfs(folder);
await writeFile(ballast, randomBytes(bavail * bsize - LEFT_FREE));

const outcome = (result: Result<unknown, unknown>) => (result.ok ? 'done' : result.error);
const status = async () => {
  const now = await retention.status();
  return now.ok ? { state: now.value.state, error: now.value.error, lastRun: now.value.lastRun } : now;
};
async function nextLook() {
  await clock.advance(TEN_MINUTES_MS);
  await clock.nextSleep();
  await retention.finished();
  return status();
}

await clock.nextSleep();
await retention.save('source-1', { keepDays: 30, keepBytes: null });
await retention.run();
await retention.finished();
const whileFull = {
  afterRun: await status(),
  rebuild: outcome(await workspace.rebuild()),
  backup: outcome(await workspace.backUp()),
  page: await commitEvents(workspace, some(1, 1)),
  afterLook: await nextLook(),
  reported: reported.length,
};
const withRoom = ending === 'makes room' ? await rm(ballast).then(nextLook) : null;
writeSync(1, `${JSON.stringify({ whileFull, withRoom })}\n`);
await retention.close();
await workspace.close();
