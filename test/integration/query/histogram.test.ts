import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { aQueryService, ask, countByHand, events, questions, unwrap } from './a-query-service.ts';

let service: QueryService;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ service, remove } = await aQueryService());
});
afterAll(() => remove());

const DAY_US = 86_400_000_000;

describe('the histogram', () => {
  const whole = { buckets: 60, intervalUs: null, splitBy: null, maxParts: 5 };

  it.each(questions)(
    'of $query counts every event once, in bars without gaps',
    async ({ query, matches }) => {
      const found = events.filter(matches);
      const bars = unwrap(await service.histogram({ question: ask(query), ...whole }));
      expect(bars.total).toBe(found.length);
      for (const [index, bar] of bars.buckets.entries()) {
        expect(bar.startUs).toBe(bars.fromUs + index * bars.intervalUs);
        expect(bar.startUs % bars.intervalUs).toBe(0);
        const inside = found.filter(
          ({ timeUs }) => timeUs >= bar.startUs && timeUs < bar.startUs + bars.intervalUs,
        );
        expect(bar.count).toBe(inside.length);
      }
      expect(bars.toUs).toBe(bars.fromUs + bars.buckets.length * bars.intervalUs);
      if (found.length > 0) {
        expect(bars.buckets[0]?.count).toBeGreaterThan(0);
        expect(bars.buckets.at(-1)?.count).toBeGreaterThan(0);
      }
    },
  );

  it('covers a closed span with empty bars', async () => {
    const span = { fromUs: testNowUs + DAY_US, toUs: testNowUs + 2 * DAY_US };
    const bars = unwrap(await service.histogram({ question: ask('*', { span }), ...whole, buckets: 24 }));
    expect(bars).toMatchObject({ intervalUs: DAY_US / 24, total: 0 });
    expect(bars.buckets).toHaveLength(24);
  });

  it('becomes finer where the answer is much shorter than what is stored', async () => {
    const hour = ask(`time >= ${Math.trunc((testNowUs - DAY_US / 24) / 1_000)}`);
    const bars = unwrap(await service.histogram({ question: hour, ...whole }));
    expect(bars.intervalUs).toBeLessThanOrEqual(60_000_000);
  });

  it('splits by the most frequent values and puts the rest and the missing together', async () => {
    const question = ask('*');
    const bars = unwrap(await service.histogram({ question, ...whole, splitBy: 'user_name', maxParts: 2 }));
    const { values } = countByHand('userName', events, 2);
    expect(bars.parts).toEqual([...values.map(({ value }) => value), null]);
    const sums = bars.parts.map((_, place) =>
      bars.buckets.reduce((sum, { parts }) => sum + (parts[place] ?? 0), 0),
    );
    const known = values.map(({ count }) => count);
    const rest = events.length - known.reduce((sum, count) => sum + count, 0);
    expect(sums).toEqual([...known, rest]);
    expect(bars.total).toBe(events.length);
  });

  it('names severities by their words and has no rest where there is none', async () => {
    const bars = unwrap(
      await service.histogram({ question: ask('severity:(high or low)'), ...whole, splitBy: 'severity_id' }),
    );
    expect([...bars.parts].sort()).toEqual(['High', 'Low']);
  });

  it('takes an interval that is asked for, if it makes no absurd number of bars', async () => {
    const asked = { question: ask('*'), ...whole };
    const days = unwrap(await service.histogram({ ...asked, intervalUs: DAY_US }));
    expect(days.intervalUs).toBe(DAY_US);
    expect(await service.histogram({ ...asked, intervalUs: 1 })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input' },
    });
  });

  it('of an empty workspace has no bars', async () => {
    const empty = await aTemporaryWorkspace();
    try {
      const other = createQueryService({ readers: empty.workspace.readers, clock: testClock });
      expect(unwrap(await other.histogram({ question: ask('*'), ...whole }))).toMatchObject({
        total: 0,
        buckets: [],
      });
      expect(
        unwrap(
          await other.facets({ question: ask('*'), facets: [{ column: 'user_name', search: '', limit: 5 }] }),
        ),
      ).toMatchObject({
        facets: [{ state: 'ready', values: [], distinct: 0, missing: 0 }],
      });
      const range = { fromUs: testNowUs - DAY_US, toUs: testNowUs };
      expect(
        unwrap(await other.unusualSecretTypes({ question: ask('*'), range, baselineWindows: 4 })),
      ).toMatchObject({
        baseline: { windows: 0 },
        types: [],
      });
    } finally {
      await empty.remove();
    }
  });
});
