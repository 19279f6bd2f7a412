import { describe, expect, it } from 'vitest';
import { startDayWalk } from '../../../../main/collector/pagination/day-walk.ts';
import type { DayWalk } from '../../../../main/collector/pagination/pagination.ts';
import type { WalkStep } from '../../../../main/collector/pagination/walk.ts';
import { ok } from '../../../../shared/result.ts';

const walk: DayWalk = {
  kind: 'day-walk',
  request: (context, { date, isToday }) => ({
    method: 'GET',
    url: `${context.url}/${date.toISOString().slice(0, 10)}${isToday ? '+' : ''}`,
    headers: {},
  }),
};
const context = { url: '', settings: {}, credentials: {}, pageSize: 0 };
const us = (text: string) => Date.parse(text) * 1_000;

function start(now: string, position: string | null = null, lookBackDays = 3): WalkStep {
  const readRecords = () => ok([]);
  const receivedNowUs = () => us(now);
  return startDayWalk(walk, { context, position, lookBackDays, nowUs: us(now), receivedNowUs, readRecords });
}

/** Walks to the end and answers with what was asked and where the checkpoint stood after each answer. */
function walkAll(step: WalkStep, vendorNow: string) {
  const asked: string[] = [];
  const checkpoints: string[] = [];
  let position = '';
  for (let current: WalkStep | null = step; current !== null; ) {
    asked.push(current.request.url.slice(1));
    const turn = current.follow([], us(vendorNow), []);
    if (!turn.ok) throw new Error(turn.error.message);
    checkpoints.push(turn.value.checkpoint?.description ?? '');
    position = turn.value.checkpoint?.position ?? '';
    current = turn.value.next;
    if (asked.length > 200) throw new Error('walks for ever');
  }
  return { asked, checkpoints, position };
}

describe('walking day by day', () => {
  it('begins at the look-back and asks for each day once, today as one that still grows', () => {
    const { asked, checkpoints } = walkAll(start('2026-11-20T12:00Z'), '2026-11-20T12:00Z');
    expect(asked).toEqual(['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20+']);
    expect(checkpoints).toEqual(['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-20']);
  });

  it('asks only for today when it has caught up', () => {
    const { position } = walkAll(start('2026-11-20T12:00Z'), '2026-11-20T12:00Z');
    const step = start('2026-11-20T12:10Z', position);
    expect(step.progress).toBeNull();
    expect(walkAll(step, '2026-11-20T12:10Z').asked).toEqual(['2026-11-20+']);
  });

  it('asks for the day before once more after midnight, until it has been over for two hours', () => {
    let { position } = walkAll(start('2026-11-20T23:55Z'), '2026-11-20T23:55Z');
    const runs = ['2026-11-21T00:05Z', '2026-11-21T01:55Z', '2026-11-21T02:05Z', '2026-11-21T02:15Z'].map(
      (now) => {
        const run = walkAll(start(now, position), now);
        position = run.position;
        return run.asked;
      },
    );
    expect(runs).toEqual([
      ['2026-11-20', '2026-11-21+'],
      ['2026-11-20', '2026-11-21+'],
      ['2026-11-20', '2026-11-21+'],
      ['2026-11-21+'],
    ]);
  });

  it('goes on where a cut-off run stopped, and its progress with it', () => {
    const first = start('2026-11-20T12:00Z');
    expect(first.progress).toEqual({ done: 0, total: 4, unit: 'days', at: '2026-11-17' });
    const turn = first.follow([], us('2026-11-20T12:00Z'), []);
    if (!turn.ok) throw new Error('no turn');
    const again = start('2026-11-20T12:30Z', turn.value.checkpoint?.position ?? '');
    expect(again.request.url).toBe('/2026-11-18');
    expect(again.progress).toEqual({ done: 1, total: 4, unit: 'days', at: '2026-11-18' });
  });

  it('starts over when the look-back is made to reach further', () => {
    const { position } = walkAll(start('2026-11-20T12:00Z'), '2026-11-20T12:00Z');
    expect(start('2026-11-20T13:00Z', position, 5).request.url).toBe('/2026-11-15');
    expect(start('2026-12-20T13:00Z', position, 3).request.url).toBe('/2026-11-20');
  });

  it('starts over when the stored position is not its own', () => {
    for (const position of ['{}', 'null', 'nonsense', '{"day":"20.11.2026"}']) {
      expect(start('2026-11-20T12:00Z', position).request.url).toBe('/2026-11-17');
    }
  });

  describe('with a clock that is off', () => {
    const caughtUp = walkAll(start('2026-11-20T12:00Z'), '2026-11-20T12:00Z').position;

    it('does not take a day for over that the vendor still adds to', () => {
      const { asked, checkpoints } = walkAll(start('2026-11-24T12:00Z', caughtUp), '2026-11-20T12:10Z');
      expect(asked).toEqual(['2026-11-20']);
      expect(checkpoints).toEqual(['2026-11-20']);
    });

    it('reaches the vendor’s today although it lies in the future here', () => {
      const { asked, checkpoints } = walkAll(start('2026-11-18T12:00Z', caughtUp), '2026-11-21T12:00Z');
      expect(asked).toEqual(['2026-11-20+', '2026-11-21+']);
      expect(checkpoints.at(-1)).toBe('2026-11-21');
    });

    it.each(['1970-01-02T00:00Z', '2040-01-01T00:00Z'])(
      'counts the look-back by the vendor’s clock when this one says %s',
      (now) => {
        const { asked, checkpoints } = walkAll(start(now), '2026-11-20T12:00Z');
        expect(asked.slice(1)).toEqual(['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20+']);
        expect(checkpoints.at(-1)).toBe('2026-11-20');
      },
    );

    it('asks for a day in the future as one that grows, and comes back to the present', () => {
      const { asked, checkpoints } = walkAll(start('2026-11-18T12:00Z', caughtUp), '2026-11-18T12:00Z');
      expect(asked).toEqual(['2026-11-20+']);
      expect(checkpoints).toEqual(['2026-11-18']);
    });
  });
});

describe('filling back a range of days', () => {
  const range = { fromUs: us('2026-10-01T06:00Z'), toUs: us('2026-10-03T00:00Z') };
  const startRange = (position: string | null = null) =>
    startDayWalk(walk, {
      context,
      position,
      lookBackDays: 0,
      nowUs: us('2026-11-20T12:00Z'),
      receivedNowUs: () => us('2026-11-20T12:00Z'),
      readRecords: () => ok([]),
      range,
    });

  it('asks for each day that the range touches, once', () => {
    const { asked } = walkAll(startRange(), '2026-11-20T12:00Z');
    expect(asked).toEqual(['2026-10-01', '2026-10-02']);
  });

  it('goes on where it was cut off, and says how far it is', () => {
    const first = startRange();
    expect(first.progress).toEqual({ done: 0, total: 2, unit: 'days', at: '2026-10-01' });
    const turn = first.follow([], us('2026-11-20T12:00Z'), []);
    if (!turn.ok) throw new Error('no turn');
    expect(startRange(turn.value.checkpoint?.position ?? null).request.url).toBe('/2026-10-02');
  });

  it('takes a refusal that means nothing is there for an empty day', () => {
    const turn = startRange().onVerdict?.('empty', us('2026-11-20T12:00Z'));
    expect(turn?.next?.request.url).toBe('/2026-10-02');
    expect(startRange().onVerdict?.('narrow', us('2026-11-20T12:00Z'))).toBeNull();
  });
});
