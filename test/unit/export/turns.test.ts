import { describe, expect, it } from 'vitest';
import { Turns } from '../../../main/export/turns.ts';

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('come to so many at once, and to the others in the order they came', async () => {
    const turns = new Turns(2);
    const come: number[] = [];
    const given = [0, 1, 2, 3].map(async (who) => {
      const giveBack = await turns.take(never);
      come.push(who);
      return giveBack;
    });
    await settled();
    expect(come).toEqual([0, 1]);
    expect(turns.isFree).toBe(false);
    (await given[1])?.();
    await settled();
    expect(come).toEqual([0, 1, 2]);
    (await given[0])?.();
    expect(await given[3]).not.toBeNull();
  });

  it('do not come to one that gave up, which nobody waits for', async () => {
    const turns = new Turns(1);
    const giveBack = await turns.take(never);
    const stop = new AbortController();
    const given = turns.take(stop.signal);
    const next = turns.take(never);
    stop.abort();
    expect(await given).toBeNull();
    giveBack?.();
    (await next)?.();
    expect(turns.isFree).toBe(true);
    expect(await turns.take(stop.signal)).toBeNull();
    expect(turns.isFree).toBe(true);
  });
});
