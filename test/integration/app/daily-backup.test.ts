import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DailyBackup, startDailyBackup } from '../../../main/app/daily-backup.ts';
import { openWorkspace } from '../../../main/database/open-workspace.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { aTemporaryFolder } from '../../helpers/temporary-workspace.ts';

const TEN_MINUTES_MS = 10 * 60_000;

let folder: { path: string; remove(): Promise<void> };
let clock: FakeClock;
let workspace: Workspace;
let problems: unknown[];
let backups: DailyBackup;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  clock = createFakeClock('2026-11-20T10:00:00Z');
  const opened = await openWorkspace({ folder: join(folder.path, 'w'), clock, createIfMissing: true });
  if (!opened.ok) throw new Error(opened.error.message);
  workspace = opened.value;
  problems = [];
  backups = startDailyBackup({ workspace, clock, reportProblem: (_, problem) => problems.push(problem) });
});

afterEach(async () => {
  await Promise.all([workspace.close(), backups.stop()]);
  await folder.remove();
});

const written = () => readdir(join(workspace.folder, 'backups'));

async function letPass(ms: number): Promise<void> {
  await clock.nextSleep();
  await clock.advance(ms);
}

describe('the daily backup', () => {
  it('is written soon after the first start, and not again on the same day', async () => {
    await letPass(TEN_MINUTES_MS);
    await letPass(TEN_MINUTES_MS);
    await clock.nextSleep();
    expect(await written()).toEqual(['events-20261120T101000Z.duckdb']);
    expect(problems).toEqual([]);
  });

  it('is written again when the newest is more than a day old, also by a laptop that slept', async () => {
    await letPass(TEN_MINUTES_MS);
    await clock.nextSleep();
    clock.set(new Date('2026-11-23T08:00:00Z'));
    await clock.advance(TEN_MINUTES_MS);
    await clock.nextSleep();
    expect(await written()).toEqual(['events-20261120T101000Z.duckdb', 'events-20261123T081000Z.duckdb']);
  });
});
