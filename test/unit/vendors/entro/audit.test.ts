import { describe, expect, it } from 'vitest';
import { auditStream } from '../../../../main/vendors/entro/audit.stream.ts';
import type { NormalisedEvent } from '../../../../shared/normalised-event.ts';
import {
  fixtureNames as namesOf,
  ocsfProblems,
  processAnswer,
  readFixture as read,
} from '../../../helpers/vendor-records.ts';

const fixtureNames = namesOf('entro', 'audit');
const readFixture = (name: string) => read('entro', 'audit', name);
const outcomes = (answer: unknown) => processAnswer(auditStream, answer);
const events = (answer: unknown): NormalisedEvent[] =>
  outcomes(answer).flatMap((outcome) => ('event' in outcome ? [outcome.event] : []));
const rejections = (answer: unknown): string[] =>
  outcomes(answer).flatMap((outcome) => ('rejected' in outcome ? [outcome.rejected] : []));
const keys = (answer: unknown) =>
  outcomes(answer).flatMap((outcome) =>
    'naturalKey' in outcome ? [JSON.stringify(outcome.naturalKey)] : [],
  );

/** A row as the API answers it, with one secret unless told otherwise. */
function aRow(results: Record<string, unknown> = {}, row: Record<string, unknown> = {}) {
  const secret = { secret_type: 'JWT', exposed_value: 'maple-fake-1', line_number: 3 };
  return {
    date: '2026-03-02T09:15:27.000Z',
    ...row,
    results: { request_id: 'r-1', secrets: [secret], ...results },
  };
}

describe('Entro’s audit stream', () => {
  it.each(fixtureNames)('lets no exposed value of the fixture %s through', (name) => {
    const answer = readFixture(name);
    const values = JSON.stringify(answer).matchAll(/"exposed_value":("(?:[^"\\]|\\.)*")/g);
    const text = JSON.stringify(outcomes(answer));
    for (const [, value = ''] of values) expect(text).not.toContain(JSON.parse(value));
  });

  it('makes one event of each secret and one of a scan without any', () => {
    const answer = [aRow({ secrets: [] }), aRow({ secrets: undefined }), aRow()];
    expect(events(answer).map(({ ocsf }) => [ocsf.class_uid, ocsf.message])).toEqual([
      [6007, 'Scan found no secret'],
      [6007, 'Scan found no secret'],
      [2006, 'Exposed secret JWT on line 3'],
    ]);
  });

  it('takes a day without rows', () => {
    expect(outcomes([])).toEqual([]);
  });

  it.each([[{ error: 'no' }], ['text'], [null], [7]])('does not take %j for the audit log', (answer) => {
    expect(auditStream.readRecords(answer)).toMatchObject({
      ok: false,
      error: { kind: 'unexpected-response' },
    });
  });

  it('goes on with the good ones beside records of a wrong shape', () => {
    const answer = readFixture('wrong-shapes');
    expect(events(answer)).toHaveLength(5);
    expect(rejections(answer)).toHaveLength(17);
    expect(rejections(answer).join()).not.toMatch(/sibling|oops|seven/);
  });

  it('knows an event again, however often and in whatever company it comes', () => {
    const alone = keys([aRow()]);
    const flat = { request_id: 'r-1', secret_type: 'JWT', exposed_value: 'maple-fake-1', line_number: 3 };
    expect(keys([aRow({}, { extra: 1 })])).toEqual(alone);
    expect(keys([{ ...flat, date: '2026-03-02T10:15:27+01:00' }])).toEqual(alone);
  });

  it('tells events of one request apart by type, value and line', () => {
    const secrets = [
      { secret_type: 'JWT', exposed_value: 'maple-fake-1', line_number: 3 },
      { secret_type: 'PIN', exposed_value: 'maple-fake-1', line_number: 3 },
      { secret_type: 'JWT', exposed_value: 'maple-fake-2', line_number: 3 },
      { secret_type: 'JWT', exposed_value: 'maple-fake-1', line_number: 4 },
    ];
    const answer = [aRow({ secrets }), aRow({ secrets: [] })];
    expect(new Set(keys(answer)).size).toBe(5);
    expect(new Set(events(answer).map(({ ocsf }) => (ocsf.metadata as { uid: string }).uid)).size).toBe(5);
  });

  it('keeps what it does not know, under its own name', () => {
    const [event] = events([aRow({ scanner: 'code-7' }, { tenant: 'example', __proto__x: 1 })]);
    expect(event?.ocsf.unmapped).toEqual({ tenant: 'example', __proto__x: 1, scanner: 'code-7' });
  });

  it('keeps both when row and secret use one name for different things', () => {
    const secret = { secret_type: 'JWT', exposed_value: 'maple-fake-1', date: 'other', note: 'inner' };
    const [outcome] = outcomes([aRow({ secrets: [secret] }, { note: 'outer' })]);
    expect(outcome).toMatchObject({
      raw: { note: 'inner', shadowed: { row: { note: 'outer' }, secret: { date: 'other' } } },
    });
  });

  it.each([
    ['open', 1, 1],
    ['In Progress', 2, 2],
    ['false-positive', 4, 3],
    ['REVOKED', 3, 4],
    ['constructor', 1, 1],
    [undefined, 1, 1],
  ])('reads the status %s as activity %i and status %i', (status, activity, statusId) => {
    const secret = { secret_type: 'JWT', exposed_value: 'maple-fake-1', status };
    expect(events([aRow({ secrets: [secret] })])[0]?.ocsf).toMatchObject({
      activity_id: activity,
      status_id: statusId,
      type_uid: 200_600 + activity,
    });
  });

  it.each([
    {
      request_id: 7,
      secrets: [{ secret_type: 'JWT', exposed_value: 'maple-fake-1' }],
      timestamp: '1771506927',
    },
    {
      results: { request_id: '7', secrets: { secret_type: 'JWT', exposed_value: 'maple-fake-1' } },
      date: 1771506927,
    },
    {
      results: [{ request_id: '7', secrets: [{ secret_type: 'JWT', exposed_value: 'maple-fake-1' }] }],
      date: '2026-02-19T13:15:27+0000',
    },
  ])('reads a scan written in another way: %j', (row) => {
    expect(events([row]).flatMap(({ ocsf }) => ocsfProblems(ocsf))).toEqual([]);
    expect(events([row])).toMatchObject([
      { vendorEventId: '7', secretType: 'JWT', timeUs: 1_771_506_927_000_000 },
    ]);
    expect(keys([row])).toEqual(
      keys([
        aRow(
          { request_id: '7', secrets: [{ secret_type: 'JWT', exposed_value: 'maple-fake-1' }] },
          { date: '2026-02-19T13:15:27Z' },
        ),
      ]),
    );
  });

  it('keeps a time that lies far ahead, and one far back', () => {
    const answer = [aRow({}, { date: '2099-01-01T00:00:00Z' }), aRow({}, { date: '1970-01-01T00:00:01Z' })];
    expect(events(answer).map(({ timeUs }) => timeUs)).toEqual([4_070_908_800_000_000, 1_000_000]);
  });
});
