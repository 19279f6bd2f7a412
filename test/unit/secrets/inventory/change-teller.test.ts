import { describe, expect, it } from 'vitest';
import { createChangeTeller } from '../../../../main/secrets/inventory/change-teller.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';

describe('telling of changed secrets', () => {
  it('tells of many changes of a moment at once, and loses none', async () => {
    const clock = createFakeClock('2026-11-20T10:00:00Z');
    const teller = createChangeTeller(clock);
    const told: number[] = [];
    const stop = teller.listen(({ regressed }) => told.push(regressed));

    for (const regressed of [0, 1, 0, 2]) teller.tell({ regressed });
    await clock.advance(500);
    expect(told).toEqual([3]);

    teller.tell({ regressed: 0 });
    await clock.advance(500);
    expect(told).toEqual([3, 0]);

    stop();
    teller.tell({ regressed: 1 });
    await clock.advance(500);
    expect(told).toEqual([3, 0]);
  });
});
