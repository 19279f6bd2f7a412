import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { createRetentionService } from '../../../main/retention/create-retention-service.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import {
  aTemporaryFolder,
  openTestWorkspace,
  testClock,
  testNowUs,
} from '../../helpers/temporary-workspace.ts';
import { anEventOf, runToEnd } from './a-kept-workspace.ts';

const OLD = 8_000;
const YOUNG = 2_000;
const runAndDie = fileURLToPath(new URL('./run-and-die.ts', import.meta.url));

let folder: { path: string; remove(): Promise<void> };
let pattern: string;
let fullBytes: number;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  pattern = join(folder.path, 'pattern');
  const workspace = await openTestWorkspace(pattern);
  await workspace.writer.saveSource(aSourceRecord());
  await workspace.writer.saveRetentionRule('source-1', { keepDays: 30, keepBytes: null });
  const text = () => Math.random().toString(36).repeat(50);
  for (const [count, daysAgo] of [
    [OLD, 40],
    [YOUNG, 2],
  ] as const) {
    const events = Array.from({ length: count }, (_, index) =>
      anEventOf(daysAgo + index / count, { raw: { text: text() } }),
    );
    await commitEvents(workspace, events);
  }
  await workspace.close();
  fullBytes = (await stat(join(pattern, 'events.duckdb'))).size;
}, 60_000);
afterAll(() => folder.remove());

describe('a crash of retention', () => {
  it.each([
    ['in the middle of a piece', 'removing'],
    ['between two pieces', 'removing'],
    ['while copying', 'removed'],
    ['when copied', 'removed'],
    ['before the swap', 'removed'],
    ['after the swap', 'swapped'],
    ['after the run', 'swapped'],
  ] as const)(
    '%s leaves a whole file, and the next run does the rest',
    async (point, reached) => {
      const workspaceFolder = join(folder.path, point);
      await cp(pattern, workspaceFolder, { recursive: true });
      const child = fork(runAndDie, [workspaceFolder, point], { stdio: 'inherit' });
      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGKILL');
      const { size } = await stat(join(workspaceFolder, 'events.duckdb'));
      expect(size < fullBytes / 2).toBe(reached === 'swapped');

      const checked = await checkWorkspace(workspaceFolder, testClock);
      expect(checked).toMatchObject({ ok: true, value: { findings: [], notices: [] } });
      const left = await finish(workspaceFolder);
      expect(left.before).toBeGreaterThanOrEqual(YOUNG);
      expect(left.before > YOUNG).toBe(reached === 'removing');
      expect(left.after).toEqual([{ n: YOUNG, ids: YOUNG, removed: OLD }]);
      expect(left.bytes).toBeLessThan(fullBytes / 2);
    },
    300_000,
  );
});

/** Runs it once more, without dying. */
async function finish(workspaceFolder: string) {
  const workspace = await openTestWorkspace(workspaceFolder);
  const count = async () => {
    const rows = await workspace.readers.all({
      text: `SELECT count(*) AS n, count(DISTINCT event_id) AS ids,
               (SELECT sum(removed)::INTEGER FROM retention_removals) AS removed FROM events`,
      values: [],
    });
    return rows.ok ? rows.value : [];
  };
  const [before] = await count();
  const retention = createRetentionService({
    workspace,
    clock: createFakeClock(new Date(testNowUs / 1_000)),
    reportProblem: (where, problem) => expect.unreachable(`${where} ${problem}`),
  });
  const { fileBytes } = await runToEnd({ retention });
  const after = await count();
  expect(await readdir(join(workspaceFolder, 'staging'))).toEqual([]);
  await retention.close();
  await workspace.close();
  const again = await checkWorkspace(workspaceFolder, testClock);
  expect(again).toMatchObject({ ok: true, value: { findings: [], notices: [] } });
  return { before: Number(before?.n), after, bytes: fileBytes };
}
