import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aTemporaryWorkspace, testClock, testNowUs } from '../../helpers/temporary-workspace.ts';
import { aQueryService, ask, countByHand, events, isAlice, unwrap } from './a-query-service.ts';
import { asStored, seededEvents } from './seeded-events.ts';

let service: QueryService;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ service, remove } = await aQueryService());
});
afterAll(() => remove());

const DAY_US = 86_400_000_000;

describe('secret types', () => {
  it('are counted with the number of different secrets', async () => {
    const frequency = unwrap(await service.secretFrequency({ question: ask('*') }));
    const { values } = countByHand('secretType', events, 20);
    expect(frequency.types).toEqual(
      values.map(({ value, count }) => ({
        secretType: value,
        count,
        distinctSecrets: new Set(events.filter((e) => e.secretType === value).map((e) => e.fingerprint)).size,
      })),
    );
    expect(frequency.total).toBe(events.filter((e) => e.secretType !== null).length);
  });

  it('are compared with the windows before, the question’s own span left aside', async () => {
    const range = { fromUs: testNowUs - 5 * DAY_US, toUs: testNowUs };
    const question = ask('user:alice', { span: range });
    const unusual = unwrap(await service.unusualSecretTypes({ question, range, baselineWindows: 3 }));
    expect(unusual.baseline).toEqual({ fromUs: testNowUs - 20 * DAY_US, toUs: range.fromUs, windows: 3 });
    const ofType = events.filter((e) => isAlice(e) && e.secretType === 'JWT' && e.timeUs < testNowUs);
    const jwt = unusual.types.find(({ secretType }) => secretType === 'JWT');
    const before = ofType.filter((e) => e.timeUs >= unusual.baseline.fromUs && e.timeUs < range.fromUs);
    const inRange = ofType.filter((e) => e.timeUs >= range.fromUs);
    expect(jwt?.count).toBe(inRange.length);
    expect(jwt?.expected).toBeCloseTo(before.length / 3, 9);
    expect(jwt?.distinctSecrets).toBe(new Set(inRange.map((e) => e.fingerprint)).size);
    expect(jwt?.firstSeenUs).toBe(
      Math.min(...events.filter((e) => e.secretType === 'JWT').map((e) => e.timeUs)),
    );
  });

  it('count no windows from before anything was stored', async () => {
    const range = { fromUs: testNowUs - 10 * DAY_US, toUs: testNowUs };
    const unusual = unwrap(
      await service.unusualSecretTypes({ question: ask('*'), range, baselineWindows: 30 }),
    );
    expect(unusual.baseline.windows).toBe(2);
    const young = { fromUs: testNowUs - 40 * DAY_US, toUs: testNowUs };
    const all = unwrap(
      await service.unusualSecretTypes({ question: ask('*'), range: young, baselineWindows: 30 }),
    );
    expect(all.baseline.windows).toBe(0);
    expect(all.types.every(({ verdict }) => verdict === 'usual')).toBe(true);
  });

  it('are called new where none was stored before the range', async () => {
    const lately = testNowUs - DAY_US;
    const young = await aTemporaryWorkspace();
    try {
      const [one, two] = seededEvents(2).map((event) => ({ ...event, fingerprint: event.id }));
      if (!one || !two) throw new Error('Two events are needed.');
      await commitEvents(young.workspace, [
        asStored({ ...one, secretType: 'OLD', timeUs: lately - 9 * DAY_US }),
        asStored({ ...two, secretType: 'NEW', timeUs: lately }),
      ]);
      const other = createQueryService({ readers: young.workspace.readers, clock: testClock });
      const range = { fromUs: lately - DAY_US, toUs: testNowUs };
      const unusual = unwrap(
        await other.unusualSecretTypes({ question: ask('*'), range, baselineWindows: 4 }),
      );
      expect(unusual.types).toMatchObject([
        { secretType: 'NEW', verdict: 'new', count: 1, ratio: null },
        { secretType: 'OLD', verdict: 'usual', count: 0 },
      ]);
    } finally {
      await young.remove();
    }
  });
});
