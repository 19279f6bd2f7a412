import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWorkspace } from '../../../main/database/check-workspace.ts';
import { US_PER_DAY, US_PER_SECOND } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import { testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { aKeptWorkspace, anEventOf, type KeptWorkspace, runToEnd } from './a-kept-workspace.ts';

let kept: KeptWorkspace;

beforeEach(async () => {
  kept = await aKeptWorkspace();
});
afterEach(() => kept.remove());

const none = { keepDays: null, keepBytes: null };

/** Days ago of what is stored, oldest first. */
async function daysStored(sourceId = 'source-1'): Promise<number[]> {
  const rows = await kept.ask('SELECT time FROM events WHERE source_id = $1 ORDER BY time', [sourceId]);
  return rows.map(({ time }) => (testNowUs - Number(time)) / US_PER_DAY);
}

async function expectNoFindings(): Promise<void> {
  await kept.close();
  const checked = await checkWorkspace(kept.workspace.folder, testClock);
  expect(checked).toMatchObject({ ok: true, value: { findings: [] } });
}

describe('a rule by age', () => {
  it('lets leave what is older than so many days, to the microsecond', async () => {
    const justOlder = anEventOf(0, { event: { timeUs: testNowUs - 30 * US_PER_DAY - 1 } });
    await commitEvents(kept.workspace, [...[60, 31, 30, 29, 0].map((days) => anEventOf(days)), justOlder]);
    await kept.retention.save('source-1', { ...none, keepDays: 30 });
    const { lastRun } = await runToEnd(kept);
    expect(lastRun).toMatchObject({ atUs: testNowUs, removed: 3 });
    expect(await daysStored()).toEqual([30, 29, 0]);
    await expectNoFindings();
  });

  it('leaves the events of other sources alone', async () => {
    await commitEvents(kept.workspace, [anEventOf(60)]);
    await commitEvents(kept.workspace, [anEventOf(60)], { sourceId: 'source-2', sourceName: 'Other' });
    await kept.retention.save('source-1', { ...none, keepDays: 30 });
    await runToEnd(kept);
    expect(await daysStored('source-1')).toEqual([]);
    expect(await daysStored('source-2')).toEqual([60]);
  });

  it('is forgotten with its source, whose events then stay', async () => {
    await commitEvents(kept.workspace, [anEventOf(60)]);
    await kept.retention.save('source-1', { ...none, keepDays: 30 });
    await kept.workspace.writer.removeSource('source-1');
    await runToEnd(kept);
    expect(await daysStored()).toEqual([60]);
  });

  it('can be taken back', async () => {
    await commitEvents(kept.workspace, [anEventOf(60)]);
    await kept.retention.save('source-1', { ...none, keepDays: 30 });
    await kept.retention.save('source-1', { keepDays: 40, keepBytes: 1_000_000 });
    expect(await kept.retention.status()).toMatchObject({
      value: { sources: [{ keepDays: 40, keepBytes: 1_000_000 }] },
    });
    await kept.retention.save('source-1', none);
    expect(await kept.retention.status()).toMatchObject({ value: { sources: [none] } });
    await runToEnd(kept);
    expect(await daysStored()).toEqual([60]);
  });

  it('is refused where it is shorter than the source looks back', async () => {
    const refused = await kept.retention.save('source-1', { ...none, keepDays: 6 });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
    expect(refused.ok || refused.error.message).toContain('looks back 7 days for audit');
    expect(await kept.ask('SELECT * FROM retention_rules')).toEqual([]);
    expect(await kept.retention.save('source-1', { ...none, keepDays: 7 })).toMatchObject({ ok: true });
    expect(await kept.retention.save('gone', { ...none, keepDays: 7 })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });

  it('may be short for a source that only holds files, and for streams that are off', async () => {
    const off = { enabled: false, intervalSeconds: 300, lookBackDays: 90, pageSize: 0 };
    await kept.workspace.writer.saveSource(aSourceRecord({ sourceId: 'files', name: 'Files', url: '' }));
    await kept.workspace.writer.saveSource(
      aSourceRecord({ streams: { ...aSourceRecord().streams, old: off } }),
    );
    expect(await kept.retention.save('files', { ...none, keepDays: 1 })).toMatchObject({ ok: true });
    expect(await kept.retention.save('source-1', { ...none, keepDays: 7 })).toMatchObject({ ok: true });
  });

  it('is written to the audit log, as is what left by it', async () => {
    await commitEvents(kept.workspace, [anEventOf(60), anEventOf(1)]);
    await kept.retention.save('source-1', { ...none, keepDays: 30 });
    await runToEnd(kept);
    const log = await kept.ask('SELECT action, detail FROM audit_log ORDER BY "at", action DESC');
    expect(log.map(({ action, detail }) => [action, JSON.parse(String(detail))])).toEqual([
      ['retention.changed', { sourceId: 'source-1', source: 'Entro EU', keepDays: 30, keepBytes: null }],
      ['retention.applied', { removed: 1, bySource: { 'source-1': 1 } }],
    ]);
  });
});

describe('what left', () => {
  it('is stored once when the vendor sends it again, and leaves again', async () => {
    const old = anEventOf(60);
    await commitEvents(kept.workspace, [old, anEventOf(1)]);
    await kept.retention.save('source-1', { ...none, keepDays: 30 });
    await runToEnd(kept);
    expect(await commitEvents(kept.workspace, [old, old])).toMatchObject({ stored: 1, duplicate: 1 });
    expect(await commitEvents(kept.workspace, [old])).toMatchObject({ stored: 0, duplicate: 1 });
    expect(await daysStored()).toEqual([60, 1]);
    expect((await runToEnd(kept)).lastRun).toMatchObject({ removed: 1 });
    expect(await daysStored()).toEqual([1]);
    await expectNoFindings();
  });

  it('leaves the counts of its run as they were received, and is counted beside them', async () => {
    await commitEvents(kept.workspace, [anEventOf(60), anEventOf(50), anEventOf(1)]);
    await commitEvents(kept.workspace, [anEventOf(45), anEventOf(2)]);
    await kept.retention.save('source-1', { ...none, keepDays: 48 });
    await runToEnd(kept);
    await kept.retention.save('source-1', { ...none, keepDays: 40 });
    await runToEnd(kept);
    const accounts = `
      SELECT stored, coalesce(left_by_now, 0)::INTEGER AS removed,
        (SELECT count(*) FROM events WHERE events.run_id = runs.run_id) AS stays
      FROM runs LEFT JOIN (SELECT run_id, sum(removed) AS left_by_now FROM retention_removals GROUP BY run_id) USING (run_id)
      ORDER BY stored DESC`;
    expect(await kept.ask(accounts)).toEqual([
      { stored: 3, removed: 2, stays: 1 },
      { stored: 2, removed: 1, stays: 1 },
    ]);
  });

  it('is removed in pieces that never part events of one microsecond', async () => {
    await kept.retention.close();
    const pieces = await aKeptWorkspace({ eventsInAPiece: 10 });
    const timeUs = testNowUs - 60 * US_PER_DAY;
    const atOnce = Array.from({ length: 35 }, () => anEventOf(60));
    const spread = Array.from({ length: 44 }, (_, second) =>
      anEventOf(0, { event: { timeUs: timeUs + second * US_PER_SECOND } }),
    );
    await commitEvents(pieces.workspace, [...atOnce, ...spread, anEventOf(1)]);
    await pieces.retention.save('source-1', { ...none, keepDays: 30 });
    expect((await runToEnd(pieces)).lastRun).toMatchObject({ removed: 79 });
    expect(await pieces.ask('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }]);
    await pieces.remove();
  });
});
