import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageToStore } from '../../../main/database/stored-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import {
  anEventToStore,
  aPageToStore,
  aRecordToReject,
  aSecretToStore,
  testId,
} from '../../helpers/event-builders.ts';
import { aTemporaryWorkspace } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
});
afterEach(() => remove());

async function rows(text: string, values: (string | number)[] = []) {
  const answer = await workspace.readers.all({ text, values });
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail}`);
  return answer.value;
}

/** A page of a run that has begun. */
async function aStartedPage(overrides: Partial<PageToStore> = {}): Promise<PageToStore> {
  const page = aPageToStore({ runId: randomUUID(), ...overrides });
  const { runId, sourceId, stream, receivedAtUs: startedAtUs } = page;
  await workspace.writer.startRun({ runId, sourceId, stream, startedAtUs });
  return page;
}

describe('committing a page', () => {
  it('stores an event with every column filled from its parts', async () => {
    const timeUs = Date.UTC(2026, 10, 19, 12, 30) * 1_000 + 5;
    const event = anEventToStore({
      eventId: testId('one'),
      event: {
        timeUs,
        vendorEventId: 'request-1',
        operation: 'secret-exposed',
        actor: 'Ana',
        userName: 'ana',
        userEmail: 'ana@example.com',
        userUid: 'u-1',
        srcIp: '192.0.2.1',
        deviceName: 'laptop-1',
        resource: 'repo/one',
        secretLine: 7,
      },
    });
    const runId = randomUUID();
    await commitEvents(workspace, [event], { runId });

    const [row] = await rows('SELECT * FROM events');
    expect(row).toEqual({
      event_id: testId('one').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      time: timeUs,
      received_at: Date.UTC(2026, 10, 20, 9) * 1_000,
      source_id: 'source-1',
      source_name: 'Entro EU',
      vendor: 'entro',
      stream: 'audit',
      vendor_event_id: 'request-1',
      class_uid: 2006,
      class_name: 'Data Security Finding',
      activity_id: 1,
      activity_name: 'Create',
      type_uid: 200_601,
      severity_id: 4,
      status_id: 1,
      status: 'New',
      operation: 'secret-exposed',
      message: 'AWS_ACCESS_KEY_ID exposed',
      actor: 'Ana',
      user_name: 'ana',
      user_email: 'ana@example.com',
      user_uid: 'u-1',
      src_ip: '192.0.2.1',
      src_ip_number: 0xffff_c000_0201,
      device_name: 'laptop-1',
      resource: 'repo/one',
      secret_type: 'AWS_ACCESS_KEY_ID',
      secret_fingerprint: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
      secret_length: 20,
      secret_line: 7,
      observables: [{ type_id: 99, name: 'data_security.pattern_match', value: '0a1b2c3d' }],
      search_text: [
        'aws_access_key_id exposed',
        'secret-exposed',
        'ana',
        'ana@example.com',
        'u-1',
        '192.0.2.1',
        'laptop-1',
        'repo/one',
        'aws_access_key_id',
        'audit',
        'entro',
        'request-1',
        '2026-11-19t12:30:00.000z',
        '‹secret:fp:0a1b2c3d›',
      ].join('\n'),
      ocsf: JSON.stringify(event.event.ocsf),
      raw: JSON.stringify(event.raw),
      ecs: JSON.stringify(event.event.ecs),
      object_uid: null,
      mapping_version: 1,
      run_id: runId,
    });
  });

  it('counts what is stored already as duplicate, in whatever page it comes again', async () => {
    const [first, second, third] = [anEventToStore(), anEventToStore(), anEventToStore()];
    expect(await commitEvents(workspace, [first, second])).toEqual({
      received: 2,
      stored: 2,
      duplicate: 0,
      rejected: 0,
      unmapped: 0,
    });
    expect(await commitEvents(workspace, [second, third, third])).toEqual({
      received: 3,
      stored: 1,
      duplicate: 2,
      rejected: 0,
      unmapped: 0,
    });
    expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 3 }]);
  });

  it('finds duplicates also where one event has a time far from the others', async () => {
    const events = [
      anEventToStore(),
      anEventToStore({ event: { timeUs: 0 } }),
      anEventToStore({ event: { timeUs: Date.UTC(2040, 0, 1) * 1_000 } }),
    ];
    await commitEvents(workspace, events);
    expect((await commitEvents(workspace, events)).duplicate).toBe(3);
  });

  it('knows an event again that comes with a coarser time', async () => {
    const timeUs = Date.UTC(2026, 10, 19, 12, 30, 15) * 1_000 + 123_456;
    const at = (us: number) => anEventToStore({ eventId: testId('same'), event: { timeUs: us } });
    await commitEvents(workspace, [at(timeUs)]);
    for (const coarser of [timeUs - 456, timeUs - 123_456, timeUs - 15_123_456, timeUs + 1]) {
      expect(await commitEvents(workspace, [at(coarser)])).toMatchObject({ stored: 0, duplicate: 1 });
    }
  });

  it('counts events that no mapping knew', async () => {
    const event = anEventToStore({
      event: { ocsf: { class_uid: 0, class_name: 'Base Event', type_uid: 0 } },
    });
    expect((await commitEvents(workspace, [event, anEventToStore()])).unmapped).toBe(1);
  });

  it('keeps an unreadable record once and counts it as duplicate when it comes again', async () => {
    const rejected = [aRecordToReject(), aRecordToReject(), aRecordToReject({ rejectedId: testId('other') })];
    expect(await commitEvents(workspace, [], { rejected })).toMatchObject({
      received: 3,
      duplicate: 1,
      rejected: 2,
    });
    expect(await commitEvents(workspace, [], { rejected })).toMatchObject({
      received: 3,
      duplicate: 3,
      rejected: 0,
    });
    expect(await rows('SELECT count(*) AS n FROM rejected_records')).toEqual([{ n: 2 }]);
  });

  it('adds up the counts of a run and moves the checkpoint with the page', async () => {
    const page = await aStartedPage();
    const checkpoint = (day: string) => ({ position: JSON.stringify({ day }), description: day });
    await workspace.writer.commitPage({
      ...page,
      events: [anEventToStore()],
      checkpoint: checkpoint('2026-11-18'),
    });
    await workspace.writer.commitPage({ ...page, events: [anEventToStore()], checkpoint: null });
    await workspace.writer.commitPage({
      ...page,
      rejected: [aRecordToReject()],
      checkpoint: checkpoint('2026-11-19'),
    });

    expect(await rows('SELECT received, stored, duplicate, rejected, unmapped FROM runs')).toEqual([
      { received: 3, stored: 2, duplicate: 0, rejected: 1, unmapped: 0 },
    ]);
    expect(await rows('SELECT * FROM checkpoints')).toEqual([
      {
        source_id: 'source-1',
        stream: 'audit',
        purpose: 'polling',
        position: '{"day":"2026-11-19"}',
        description: '2026-11-19',
        moved_at: page.receivedAtUs,
      },
    ]);
  });

  it('stores nothing of a page that fails, and goes on with the next', async () => {
    const page = await aStartedPage();
    const good = { ...page, events: [anEventToStore()], secrets: [aSecretToStore()] };
    const withoutRun = await workspace.writer.commitPage({ ...good, runId: randomUUID() });
    expect(withoutRun).toMatchObject({ ok: false, error: { kind: 'internal' } });
    expect(await rows('SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM secrets) AS n')).toEqual([
      { n: 0 },
    ]);

    const withBadId = await workspace.writer.commitPage({
      ...good,
      events: [anEventToStore(), anEventToStore({ event: { ocsf: { activity_id: 1e9 } } })],
    });
    expect(withBadId.ok).toBe(false);
    expect(await workspace.writer.commitPage(good)).toMatchObject({ ok: true, value: { stored: 1 } });
    expect(await rows('SELECT received, stored FROM runs')).toEqual([{ received: 1, stored: 1 }]);
  });

  it('takes pages that come in at the same time, one after the other', async () => {
    const page = await aStartedPage();
    const event = anEventToStore();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => workspace.writer.commitPage({ ...page, events: [event] })),
    );
    expect(answers.map((answer) => answer.ok && answer.value.stored)).toEqual([1, 0, 0, 0, 0]);
  });

  it('stores a page of many chunks whole', async () => {
    const events = Array.from({ length: 5_000 }, (_, index) =>
      anEventToStore({ eventId: testId(String(index)), event: { timeUs: index * 1_000_000 } }),
    );
    expect((await commitEvents(workspace, events)).stored).toBe(5_000);
    expect((await commitEvents(workspace, events)).duplicate).toBe(5_000);
    expect(await rows('SELECT count(DISTINCT event_id) AS n, max(time) AS newest FROM events')).toEqual([
      { n: 5_000, newest: 4_999_000_000 },
    ]);
  });

  it('keeps odd text as it is and readable as JSON', async () => {
    const message = 'quote " \' back\\slash\nnew line \u0000 😀 é';
    const lone = { half: '\ud83d', twice: '\ude00\ude00', written: '\\ud83d', whole: '😀' };
    const long = 'x'.repeat(1_000_000);
    await commitEvents(workspace, [
      anEventToStore({
        raw: { ...lone, long },
        event: { operation: message, actor: '\ud83d', timeUs: US_PER_DAY },
      }),
    ]);
    const [row] = await rows(
      `SELECT operation, actor, raw->>'half' AS half, raw->>'twice' AS twice, raw->>'written' AS written,
              raw->>'whole' AS whole, length(raw->>'long') AS long, strlen(search_text) < 33000 AS bounded
       FROM events`,
    );
    expect(row).toEqual({
      operation: message,
      actor: '\ufffd',
      half: '\ufffd',
      twice: '\ufffd\ufffd',
      written: '\\ud83d',
      whole: '😀',
      long: 1_000_000,
      bounded: true,
    });
  });
});
