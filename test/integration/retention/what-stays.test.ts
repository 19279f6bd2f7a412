import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAnnotations } from '../../../main/database/annotations.ts';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import type { PageToStore } from '../../../main/database/stored-page.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aSecretToStore } from '../../helpers/event-builders.ts';
import { testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { aKeptWorkspace, anEventOf, type KeptWorkspace, runToEnd } from './a-kept-workspace.ts';

let kept: KeptWorkspace;

beforeEach(async () => {
  kept = await aKeptWorkspace();
  await kept.retention.save('source-1', { keepDays: 30, keepBytes: null });
});
afterEach(() => kept.remove());

const objects: Partial<PageToStore> = { versions: 'by-time' };

function aVersion(uid: string, daysAgo: number) {
  const versionUs = testNowUs - daysAgo * US_PER_DAY;
  return anEventOf(daysAgo, { event: { object: { uid, versionUs } } });
}

describe('of things that change', () => {
  it('the latest version stays, however old, and is still known when it is read again', async () => {
    const latest = aVersion('laptop-1', 60);
    await commitEvents(kept.workspace, [aVersion('laptop-1', 80), aVersion('laptop-1', 70), latest], objects);
    await commitEvents(kept.workspace, [aVersion('laptop-2', 90), aVersion('laptop-2', 5)], objects);
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 3 });
    expect(await kept.ask('SELECT object_uid FROM events ORDER BY time')).toEqual([
      { object_uid: 'laptop-1' },
      { object_uid: 'laptop-2' },
    ]);
    expect(await kept.ask('SELECT * FROM superseded_events')).toEqual([]);
    expect(await commitEvents(kept.workspace, [latest], objects)).toMatchObject({ stored: 0, duplicate: 1 });
  });

  it('a version that was superseded since leaves with the next run', async () => {
    await commitEvents(kept.workspace, [aVersion('laptop-1', 60)], objects);
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 0 });
    await commitEvents(kept.workspace, [aVersion('laptop-1', 1)], objects);
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 1 });
  });
});

describe('what the analyst wrote on an event', () => {
  const written = { starred: true, tags: ['incident-7', 'ask “Kim”'], note: 'Not ours.' };

  it('keeps it, and goes only when it is taken back', async () => {
    const marked = anEventOf(60);
    await commitEvents(kept.workspace, [marked, anEventOf(60), anEventOf(1)]);
    const annotate = (annotation: typeof written) =>
      kept.workspace.writer.annotate({ eventId: marked.eventId, ...annotation, changedAtUs: testNowUs });
    expect(await annotate({ ...written, note: 'Ours?' })).toMatchObject({ ok: true });
    expect(await annotate(written)).toMatchObject({ ok: true });
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 1 });
    expect(await readAnnotations(kept.workspace.readers, [marked.eventId])).toEqual({
      ok: true,
      value: new Map([[marked.eventId, written]]),
    });
    expect(await annotate({ starred: false, tags: [], note: '' })).toMatchObject({ ok: true });
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 1 });
    expect(await kept.ask('SELECT * FROM annotations')).toEqual([]);
  });

  it('can’t be written on an event that is gone', async () => {
    const { eventId } = anEventOf(60);
    expect(
      await kept.workspace.writer.annotate({ eventId, ...written, changedAtUs: testNowUs }),
    ).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

describe('of secrets', () => {
  const fingerprint = 'f'.repeat(32);
  const mentioned = 'e'.repeat(32);

  function anExposure(daysAgo: number, request: string, place: string, line: number) {
    return anEventOf(daysAgo, {
      secretFingerprint: fingerprint,
      secretLength: 20,
      mentions: [{ fingerprint: mentioned, field: 'results.comment' }],
      event: { vendorEventId: request, resource: place, secretLine: line },
    });
  }

  const secrets = [
    aSecretToStore({
      fingerprint,
      ciphertext: new Uint8Array([7, 8]),
      seenAtUs: testNowUs - 90 * US_PER_DAY,
    }),
    aSecretToStore({ fingerprint: mentioned, seenAtUs: testNowUs - 90 * US_PER_DAY }),
  ];
  const places = `SELECT kind, request, place, line, field, times, (epoch_us(now_us - first_seen::TIMESTAMP) // 86400000000) AS first_days,
      (epoch_us(now_us - last_seen) // 86400000000) AS last_days, source_name, vendor, stream
    FROM secret_places, (SELECT make_timestamp(${testNowUs}) AS now_us) ORDER BY ALL`;
  const where = { source_name: 'Entro EU', vendor: 'entro', stream: 'audit' };

  it('where and how often they were seen is summed up, and they stay with their history', async () => {
    await commitEvents(
      kept.workspace,
      [
        anExposure(80, 'scan-1', 'repo/a.ts', 3),
        anExposure(70, 'scan-1', 'repo/a.ts', 3),
        anExposure(60, 'scan-1', 'repo/b.ts', 9),
        anExposure(1, 'scan-2', 'repo/a.ts', 3),
      ],
      { secrets },
    );
    const before = await kept.ask('SELECT * FROM secrets ORDER BY fingerprint');
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 3 });
    expect(await kept.ask(places)).toEqual([
      {
        kind: 'exposure',
        request: 'scan-1',
        place: 'repo/a.ts',
        line: 3,
        field: null,
        times: 2,
        first_days: 80,
        last_days: 70,
        ...where,
      },
      {
        kind: 'exposure',
        request: 'scan-1',
        place: 'repo/b.ts',
        line: 9,
        field: null,
        times: 1,
        first_days: 60,
        last_days: 60,
        ...where,
      },
      {
        kind: 'mention',
        request: null,
        place: null,
        line: null,
        field: 'results.comment',
        times: 3,
        first_days: 80,
        last_days: 60,
        ...where,
      },
    ]);
    expect(await kept.ask('SELECT * FROM secrets ORDER BY fingerprint')).toEqual(before);
    expect(await kept.ask('SELECT count(*) AS n FROM secret_mentions')).toEqual([{ n: 1 }]);
  });

  it('later runs add to the same places', async () => {
    await commitEvents(kept.workspace, [anExposure(80, 'scan-1', 'repo/a.ts', 3)], { secrets });
    await runToEnd(kept);
    await commitEvents(kept.workspace, [anExposure(50, 'scan-1', 'repo/a.ts', 3)], { secrets });
    await runToEnd(kept);
    expect(await kept.ask(places)).toMatchObject([
      { kind: 'exposure', times: 2, first_days: 80, last_days: 50 },
      { kind: 'mention', times: 2, first_days: 80, last_days: 50 },
    ]);
  });

  it('an exposure that the vendor sends again and that leaves again is counted once', async () => {
    const sent = anExposure(80, 'scan-1', 'repo/a.ts', 3);
    for (let time = 0; time < 2; time += 1) {
      await commitEvents(kept.workspace, [sent], { secrets });
      await runToEnd(kept);
    }
    const [exposure] = await kept.ask(places);
    expect(exposure).toMatchObject({ kind: 'exposure', times: 1, first_days: 80, last_days: 80 });
  });
});

describe('after old events have left', () => {
  it('the check of the workspace finds nothing wrong', async () => {
    await commitEvents(kept.workspace, [aVersion('a', 80), aVersion('a', 70), aVersion('b', 1)], objects);
    await commitEvents(kept.workspace, [anEventOf(50), anEventOf(40), anEventOf(1)]);
    await runToEnd(kept);
    await kept.close();
    const checked = await checkWorkspace(kept.workspace.folder, testClock);
    expect(checked).toMatchObject({ ok: true, value: { findings: [] } });
  });
});
