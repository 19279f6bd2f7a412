import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLatestRecords, readUnseenObjects } from '../../../main/database/latest-records.ts';
import type { EventToStore, PageToStore } from '../../../main/database/stored-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, testId } from '../../helpers/event-builders.ts';
import { aTemporaryWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
});
afterEach(() => remove());

const MINUTE = 60_000_000;

/** One state of a thing. Its id follows from thing, content and, where the stream has them, times. */
function aVersion(
  uid: string,
  state: string,
  timeUs: number,
  named = `${uid} ${state} ${timeUs}`,
): EventToStore {
  return anEventToStore({
    eventId: testId(named),
    raw: { uid, state },
    event: { timeUs, object: { uid, versionUs: timeUs }, vendorEventId: uid },
  });
}

/** The same where time is no part of the id. */
const aState = (uid: string, state: string, timeUs: number) =>
  aVersion(uid, state, timeUs, `${uid} ${state}`);

const store = (versions: PageToStore['versions'], ...events: readonly EventToStore[]) =>
  commitEvents(workspace, events, {
    versions,
    receivedAtUs: Math.max(testNowUs, ...events.map(({ event }) => event.timeUs)),
  });

async function rows(text: string) {
  const answer = await workspace.readers.all({ text, values: [] });
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail}`);
  return answer.value;
}

/** The states that are stored, those that are superseded in brackets. */
async function stored(): Promise<string[]> {
  const found = await rows(`
    SELECT raw->>'uid' AS uid, raw->>'state' AS state, count(superseded_events.event_id) AS marks
    FROM events LEFT JOIN superseded_events USING (event_id)
    GROUP BY events.event_id, uid, state, time, received_at ORDER BY time, received_at, uid, state`);
  return found.map(({ uid, state, marks }) => {
    if (Number(marks) > 1) throw new Error('Marked twice.');
    return Number(marks) === 0 ? `${uid} ${state}` : `[${uid} ${state}]`;
  });
}

async function latest(...uids: string[]): Promise<unknown> {
  const records = await readLatestRecords(workspace.readers, 'source-1', 'audit', uids);
  return records.ok && Object.fromEntries(records.value);
}

async function unseenBefore(us: number): Promise<string[]> {
  const uids = await readUnseenObjects(workspace.readers, 'source-1', 'audit', us);
  return uids.ok ? uids.value : [];
}

describe('a thing whose versions have a time', () => {
  it('keeps every version, and shows the newest as the latest', async () => {
    expect(
      await store('by-time', aVersion('a', 'new', testNowUs), aVersion('b', 'new', testNowUs)),
    ).toMatchObject({
      stored: 2,
    });
    expect(await store('by-time', aVersion('a', 'closed', testNowUs + MINUTE))).toMatchObject({ stored: 1 });
    expect(await stored()).toEqual(['[a new]', 'b new', 'a closed']);
    expect(await latest('a', 'b', 'c')).toEqual({
      a: { uid: 'a', state: 'closed' },
      b: { uid: 'b', state: 'new' },
    });
  });

  it('takes a version that comes late for what it is: an older one', async () => {
    await store('by-time', aVersion('a', 'closed', testNowUs + MINUTE));
    expect(await store('by-time', aVersion('a', 'new', testNowUs))).toMatchObject({ stored: 1 });
    expect(await stored()).toEqual(['[a new]', 'a closed']);
    expect(await latest('a')).toEqual({ a: { uid: 'a', state: 'closed' } });
  });

  it('knows each of its versions again', async () => {
    const first = aVersion('a', 'new', testNowUs);
    const second = aVersion('a', 'closed', testNowUs + MINUTE);
    await store('by-time', first);
    await store('by-time', second);
    expect(await store('by-time', first, second, second)).toMatchObject({ stored: 0, duplicate: 3 });
    expect(await stored()).toEqual(['[a new]', 'a closed']);
  });

  it('may come in several versions at once, in any order', async () => {
    await store(
      'by-time',
      aVersion('a', 'second', testNowUs + MINUTE),
      aVersion('a', 'third', testNowUs + 2 * MINUTE),
      aVersion('a', 'first', testNowUs),
    );
    expect(await stored()).toEqual(['[a first]', '[a second]', 'a third']);
  });

  it('has the version as the latest that came last, where two have one time', async () => {
    await store('by-time', aVersion('a', 'one', testNowUs), aVersion('a', 'other', testNowUs));
    expect(await latest('a')).toEqual({ a: { uid: 'a', state: 'other' } });
    await store('by-time', aVersion('a', 'third', testNowUs));
    expect(await latest('a')).toEqual({ a: { uid: 'a', state: 'third' } });
  });

  it('is another thing in another stream or source', async () => {
    await store('by-time', aVersion('a', 'new', testNowUs));
    await commitEvents(workspace, [aVersion('a', 'elsewhere', testNowUs + MINUTE)], {
      versions: 'by-time',
      stream: 'other',
    });
    expect(await stored()).toEqual(['a new', 'a elsewhere']);
  });
});

describe('a thing whose state has no time of its own', () => {
  it('has a new version when its state differs from the latest, whenever it is read', async () => {
    expect(await store('by-content', aState('a', 'v1', testNowUs))).toMatchObject({ stored: 1 });
    expect(await store('by-content', aState('a', 'v1', testNowUs + 90 * 24 * 60 * MINUTE))).toMatchObject({
      stored: 0,
      duplicate: 1,
    });
    expect(await store('by-content', aState('a', 'v2', testNowUs + MINUTE))).toMatchObject({ stored: 1 });
    expect(await stored()).toEqual(['[a v1]', 'a v2']);
  });

  it('may come back to a state that it had, which is a version of its own with an id of its own', async () => {
    for (const [index, state] of ['v1', 'v2', 'v1', 'v1', 'v2', 'v1'].entries()) {
      await store('by-content', aState('a', state, testNowUs + index * MINUTE));
    }
    expect(await stored()).toEqual(['[a v1]', '[a v2]', '[a v1]', '[a v2]', 'a v1']);
    expect(await rows('SELECT count(DISTINCT event_id) AS ids FROM events')).toEqual([{ ids: 5 }]);
    expect(await latest('a')).toEqual({ a: { uid: 'a', state: 'v1' } });
  });

  it('may change within one page', async () => {
    const counts = await store(
      'by-content',
      aState('a', 'v1', testNowUs),
      aState('a', 'v1', testNowUs),
      aState('a', 'v2', testNowUs),
      aState('a', 'v1', testNowUs),
    );
    expect(counts).toMatchObject({ received: 4, stored: 3, duplicate: 1 });
    expect(await latest('a')).toEqual({ a: { uid: 'a', state: 'v1' } });
    expect(await rows('SELECT count(*) AS n FROM superseded_events')).toEqual([{ n: 2 }]);
  });

  it('is unseen from when the vendor last told of it, changed or not', async () => {
    await store('by-content', aState('gone', 'v1', testNowUs), aState('there', 'v1', testNowUs));
    await store('by-content', aState('there', 'v1', testNowUs + MINUTE));
    expect(await unseenBefore(testNowUs)).toEqual([]);
    expect(await unseenBefore(testNowUs + MINUTE)).toEqual(['gone']);
    expect(await unseenBefore(testNowUs + 2 * MINUTE)).toEqual(['gone', 'there']);
  });
});

describe('an event that the vendor completes later', () => {
  it('is kept in both forms, and the one that came last counts', async () => {
    await store('amended', aState('a', 'half', testNowUs), aState('b', 'whole', testNowUs));
    expect(await store('amended', aState('a', 'whole', testNowUs))).toMatchObject({ stored: 1 });
    expect((await stored()).toSorted(byState)).toEqual(['[a half]', 'a whole', 'b whole']);
  });

  it('is a duplicate when it comes again as it was, also in a form that is superseded', async () => {
    await store('amended', aState('a', 'half', testNowUs));
    await store('amended', aState('a', 'whole', testNowUs));
    const again = await store('amended', aState('a', 'half', testNowUs), aState('a', 'whole', testNowUs));
    expect(again).toMatchObject({ stored: 0, duplicate: 2 });
    await store('amended', aState('a', 'half', testNowUs));
    expect((await stored()).toSorted(byState)).toEqual(['[a half]', 'a whole']);
  });

  it('may come in several forms at once, and again later', async () => {
    await store('amended', aState('a', '1', testNowUs), aState('a', '2', testNowUs));
    await store('amended', aState('a', '3', testNowUs), aState('a', '4', testNowUs));
    expect((await stored()).toSorted(byState)).toEqual(['[a 1]', '[a 2]', '[a 3]', 'a 4']);
  });
});

describe('an event of a versioned stream that names no thing', () => {
  it.each(['by-time', 'by-content', 'amended'] as const)(
    'is an event like any other (%s)',
    async (versions) => {
      const event = anEventToStore({ eventId: testId('plain'), event: { timeUs: testNowUs } });
      expect(await store(versions, event, aVersion('a', 'new', testNowUs))).toMatchObject({ stored: 2 });
      expect(await store(versions, event)).toMatchObject({ stored: 0, duplicate: 1 });
    },
  );
});

describe('a thing with an odd id or time', () => {
  it.each(['by-time', 'by-content', 'amended'] as const)(
    'is stored and known again (%s)',
    async (versions) => {
      const odd = ['it\'s, "quoted"\n', 'half \ud83d', '', '  ', '☃'].map((uid, index) => {
        const event = aState(uid, `odd ${index}`, testNowUs);
        const versionUs = index === 0 ? Number.NaN : testNowUs + 0.5;
        return { ...event, event: { ...event.event, object: { uid, versionUs } } };
      });
      expect(await store(versions, ...odd)).toMatchObject({ stored: 5 });
      expect(await store(versions, ...odd)).toMatchObject({ stored: 0, duplicate: 5 });
    },
  );
});

describe('removing a source', () => {
  it('forgets its things, and leaves its events and which of them are superseded', async () => {
    await store('by-time', aVersion('a', 'new', testNowUs), aVersion('a', 'closed', testNowUs + MINUTE));
    await workspace.writer.removeSource('source-1');
    expect(await latest('a')).toEqual({});
    expect(await stored()).toEqual(['[a new]', 'a closed']);
  });
});

function byState(a: string, b: string): number {
  const bare = (text: string) => text.replaceAll(/[[\]]/g, '');
  return bare(a) < bare(b) ? -1 : 1;
}
