import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import type { EventToStore, PageToStore } from '../../../main/database/stored-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { US_PER_DAY, US_PER_MINUTE } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aPageToStore, testId } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testClock } from '../../helpers/temporary-workspace.ts';

let folder: string;
let workspace: Workspace;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  workspace = await openTestWorkspace(folder);
  remove = temporary.remove;
});
afterEach(async () => {
  await workspace.close();
  await remove();
});

const NOON = Date.UTC(2026, 10, 19, 12) * 1_000;
const event = (timeUs: number, name = 'one', object?: { uid: string; versionUs: number }): EventToStore =>
  anEventToStore({
    eventId: testId(name),
    secretFingerprint: null,
    event: { timeUs, ...(object && { object }) },
  });

async function times(): Promise<unknown[]> {
  const rows = await workspace.readers.all({ text: 'SELECT time FROM events ORDER BY time', values: [] });
  return rows.ok ? rows.value.map((row) => row.time) : [rows.error];
}

async function reopen(): Promise<void> {
  await workspace.close();
  workspace = await openTestWorkspace(folder);
}

/** Nothing is stored twice, and every run knows what it stored. */
async function expectSound(): Promise<void> {
  await workspace.close();
  expect(await checkWorkspace(folder, testClock)).toMatchObject({ ok: true, value: { findings: [] } });
}

const MOVES: readonly [string, number][] = [
  ['two minutes', 2 * US_PER_MINUTE],
  ['a day', US_PER_DAY],
  ['a year', 365 * US_PER_DAY],
  ['a year back', -365 * US_PER_DAY],
  ['half a century back', -18_263 * US_PER_DAY],
];

describe('an event that comes again with another time', () => {
  it.each(MOVES)('is a duplicate when it moved by %s', async (_, by) => {
    await commitEvents(workspace, [event(NOON), event(NOON, 'other')]);
    expect(await commitEvents(workspace, [event(NOON + by), event(NOON, 'third')])).toMatchObject({
      stored: 1,
      duplicate: 1,
    });
    expect(await times()).toEqual([NOON, NOON, NOON]);
    await expectSound();
  });

  it.each(MOVES)('is a duplicate within one page when it moved by %s', async (_, by) => {
    expect(await commitEvents(workspace, [event(NOON), event(NOON + by)])).toMatchObject({
      stored: 1,
      duplicate: 1,
    });
    expect(await times()).toEqual([NOON]);
  });

  it.each(MOVES)('is a duplicate after a restart when it moved by %s', async (_, by) => {
    await commitEvents(workspace, [event(NOON), event(NOON, 'other')]);
    await reopen();
    expect(await commitEvents(workspace, [event(NOON + by), event(NOON, 'third')])).toMatchObject({
      stored: 1,
      duplicate: 1,
    });
    await expectSound();
  });

  it('is a duplicate in each of many pages, among new events', async () => {
    for (let page = 0; page < 20; page += 1) {
      const counts = await commitEvents(workspace, [
        event(NOON + page * US_PER_DAY),
        event(NOON, `of page ${page}`),
      ]);
      expect(counts).toMatchObject(page === 0 ? { stored: 2 } : { stored: 1, duplicate: 1 });
    }
    await expectSound();
  });

  it('is stored when the page that brought it first was rolled back', async () => {
    const whole = aPageToStore({ runId: randomUUID(), events: [event(NOON)] });
    expect((await workspace.writer.commitPage(whole)).ok).toBe(false);
    expect(await commitEvents(workspace, [event(NOON + US_PER_DAY)])).toMatchObject({ stored: 1 });
    expect(await commitEvents(workspace, [event(NOON)])).toMatchObject({ duplicate: 1 });
    await expectSound();
  });

  it('is found whichever of two pages that come at once is stored first', async () => {
    const pages = [0, 1, 2, 3].map((day) => commitEvents(workspace, [event(NOON + day * US_PER_DAY)]));
    const counts = await Promise.all(pages);
    expect(counts.map(({ stored }) => stored).sort()).toEqual([0, 0, 0, 1]);
  });
});

describe('a version of a thing that comes again with another time', () => {
  const ofThing = (versions: PageToStore['versions']) => ({ versions, sourceId: 'source-1' });

  it('stays one version, by-time', async () => {
    const first = event(NOON, 'version 1', { uid: 'thing', versionUs: 1 });
    const second = event(NOON, 'version 2', { uid: 'thing', versionUs: 2 });
    await commitEvents(workspace, [first, second], ofThing('by-time'));
    const moved = event(NOON + US_PER_DAY, 'version 1', { uid: 'thing', versionUs: 1 });
    expect(await commitEvents(workspace, [moved], ofThing('by-time'))).toMatchObject({ duplicate: 1 });
    await expectSound();
  });

  it('stays one form, amended, and another content is another form', async () => {
    const before = event(NOON, 'form 1', { uid: 'thing', versionUs: NOON });
    const after = event(NOON, 'form 2', { uid: 'thing', versionUs: NOON });
    await commitEvents(workspace, [before], ofThing('amended'));
    expect(await commitEvents(workspace, [after], ofThing('amended'))).toMatchObject({ stored: 1 });
    const moved = event(NOON + US_PER_DAY, 'form 1', { uid: 'thing', versionUs: NOON });
    expect(await commitEvents(workspace, [moved], ofThing('amended'))).toMatchObject({ duplicate: 1 });
    await expectSound();
  });
});
