import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import { defaultSort } from '../../../shared/question.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { aQueryService, ask, byTime, events, questions, unwrap } from './a-query-service.ts';
import { asStored, type KnownEvent, seededEvents, uuidOf } from './seeded-events.ts';

let service: QueryService;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ service, remove } = await aQueryService());
});
afterAll(() => remove());

const DAY_US = 86_400_000_000;

describe('pages', () => {
  const columns = ['time', 'user_name', 'severity_id'];

  it.each(questions)('of $query together are the whole answer in order', async ({ query, matches }) => {
    const expected = events.filter(matches).sort(byTime);
    const rows: unknown[] = [];
    for (let offset = 0; offset <= expected.length; offset += 400) {
      const page = unwrap(
        await service.page({ question: ask(query), sort: defaultSort, columns, offset, limit: 400 }),
      );
      expect(page.offset).toBe(offset);
      rows.push(...page.rows);
    }
    expect(rows).toEqual(
      expected.map((event) => ({
        event_id: uuidOf(event.id),
        time: event.timeUs,
        user_name: event.userName,
        severity_id: event.severityId,
      })),
    );
    const counted = unwrap(await service.count({ question: ask(query) }));
    expect(counted.count).toBe(expected.length);
  });

  it('put missing values last in both directions, and equal ones in the order of their ids', async () => {
    for (const direction of ['asc', 'desc'] as const) {
      const sort = [{ column: 'secret_line', direction }];
      const page = unwrap(
        await service.page({ question: ask('*'), sort, columns: [], offset: 0, limit: 1_000 }),
      );
      const sign = direction === 'asc' ? 1 : -1;
      const last = sign * Number.POSITIVE_INFINITY;
      const key = ({ line }: KnownEvent) => line ?? last;
      const expected = [...events].sort((a, b) => {
        const order = key(a) === key(b) ? 0 : sign * (key(a) - key(b));
        return order || (a.id < b.id ? -1 : 1);
      });
      expect(page.rows.map((row) => row.event_id)).toEqual(
        expected.slice(0, 1_000).map(({ id }) => uuidOf(id)),
      );
    }
  });

  it('stay as they are while more is stored', async () => {
    const question = ask('*', { storedUntilUs: Date.UTC(2026, 10, 20, 9) * 1_000 });
    const extra = await aTemporaryWorkspace();
    try {
      await commitEvents(extra.workspace, seededEvents(5, 1).map(asStored));
      await commitEvents(
        extra.workspace,
        seededEvents(9, 2).map((event, index) => asStored({ ...event, id: `${index}${event.id.slice(1)}` })),
        {
          receivedAtUs: testNowUs,
        },
      );
      const readers = extra.workspace.readers;
      const other = createQueryService({ readers, clock: testClock });
      expect(unwrap(await other.count({ question })).count).toBe(5);
    } finally {
      await extra.remove();
    }
  });

  it('keep to the span, which includes its start and not its end', async () => {
    const [first] = [...events].sort(byTime).slice(200);
    const fromUs = first?.timeUs ?? 0;
    const span = { fromUs, toUs: fromUs + DAY_US };
    const expected = events.filter(({ timeUs }) => timeUs >= span.fromUs && timeUs < span.toUs);
    expect(unwrap(await service.count({ question: ask('*', { span }) })).count).toBe(expected.length);
    const page = unwrap(
      await service.page({
        question: ask('*', { span }),
        sort: defaultSort,
        columns: ['time'],
        offset: 0,
        limit: 1_000,
      }),
    );
    expect(page.rows).toHaveLength(expected.length);
  });

  it('name columns as they were asked for: ECS names, documents, paths', async () => {
    const names = [
      'secret.type',
      'finding_info.title',
      'raw.results.line_number',
      'ocsf',
      'observables.value',
    ];
    const page = unwrap(
      await service.page({
        question: ask('secret.type:jwt'),
        sort: defaultSort,
        columns: names,
        offset: 0,
        limit: 1,
      }),
    );
    expect(page.rows[0]).toMatchObject({
      'secret.type': 'JWT',
      'finding_info.title': 'AWS_ACCESS_KEY_ID exposed',
      'observables.value': '0a1b2c3d',
      ocsf: expect.stringContaining('"class_uid":2006'),
    });
  });

  it('of unknown columns and sorts are refused with the nearest name', async () => {
    const base = { question: ask('*'), offset: 0, limit: 1 };
    const columns = await service.page({ ...base, sort: defaultSort, columns: ['usr_name'] });
    expect(columns).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', remedy: 'Did you mean “user_name”?' },
    });
    const sort = await service.page({ ...base, sort: [{ column: 'x"', direction: 'asc' }], columns: [] });
    expect(sort).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });
});

describe('the detail of an event', () => {
  it('has every column, the documents as data, and how many others have the same secret', async () => {
    const event = events.find(({ fingerprint }) => fingerprint !== null);
    if (!event) throw new Error('No event has a secret.');
    const detail = unwrap(await service.detail({ eventId: event.id }));
    expect(detail.row).toMatchObject({
      event_id: uuidOf(event.id),
      time: event.timeUs,
      secret_type: event.secretType,
    });
    expect(detail.ocsf).toMatchObject({ class_uid: 2006 });
    expect(detail.raw).toMatchObject({ results: { secret_type: event.secretType } });
    expect(detail.observables).toEqual([
      { type_id: 99, name: 'data_security.pattern_match', value: '0a1b2c3d' },
    ]);
    const same = events.filter(({ fingerprint }) => fingerprint === event.fingerprint);
    expect(detail.sameSecretCount).toBe(same.length - 1);
    expect(unwrap(await service.detail({ eventId: uuidOf(event.id) })).row).toEqual(detail.row);
  });

  it.each(['', 'x', "'; DROP TABLE events; --", '00000000-0000-0000-0000-000000000000'])(
    'of “%s” is not found',
    async (eventId) => {
      expect(await service.detail({ eventId })).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    },
  );
});

describe('a regular expression that the engine refuses only when it runs', () => {
  it('is answered with a sentence about it', async () => {
    const question = ask(`/${'\\pL{90}'.repeat(10)}/`);
    expect(await service.count({ question })).toMatchObject({ ok: false, error: { kind: 'query-syntax' } });
  });
});
