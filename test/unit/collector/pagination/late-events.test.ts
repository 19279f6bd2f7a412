import { describe, expect, it } from 'vitest';
import type { TimeWalk } from '../../../../main/collector/pagination/pagination.ts';
import { startWalk, type WalkStep } from '../../../../main/collector/pagination/walk.ts';
import { ok } from '../../../../shared/result.ts';
import { US_PER_DAY, US_PER_MINUTE } from '../../../../shared/time-range.ts';
import { us, vendorUrl } from './drive-walk.ts';

const overlapUs = 10 * US_PER_MINUTE;
const logged: TimeWalk = {
  kind: 'time-walk',
  maxWindowUs: US_PER_DAY,
  overlapUs,
  lagUs: 0,
  mark: 'window-end',
  pages: {
    by: 'cursor',
    request: (_context, { fromUs, toUs }) => ({ method: 'GET', url: `${fromUs}..${toUs}`, headers: {} }),
    cursorOf: (answer) => (answer as { cursor: string | null }).cursor,
  },
};

/** Each request is sent at the given time; the first window has two pages where there are several. */
function run(walk: TimeWalk, times: readonly string[], position: string | null = null) {
  const [first = ''] = times;
  const asked: string[] = [];
  let stored = position;
  let step: WalkStep | null = startWalk(walk, {
    context: { url: vendorUrl, settings: {}, credentials: {}, pageSize: 10 },
    position,
    lookBackDays: 1,
    nowUs: us(first),
    receivedNowUs: () => us(first),
    readRecords: () => ok([]),
  });
  for (let count = 0; step !== null && count < 20; count += 1) {
    asked.push(
      step.request.url
        .split('..')
        .map((time) => new Date(Number(time) / 1_000).toISOString().slice(5, 16))
        .join('..'),
    );
    const at = us(times[Math.min(count, times.length - 1)] ?? first);
    const turn = step.follow({ cursor: times.length > 1 && count === 0 ? 'more' : null }, at, [{}]);
    if (!turn.ok) throw new Error(turn.error.message);
    stored = turn.value.checkpoint?.position ?? stored;
    step = turn.value.next;
  }
  return { asked, position: stored };
}

describe('what is written down late', () => {
  it('is looked for behind the mark at every run, once more in all', () => {
    const { position } = run(logged, ['2026-11-20T12:00Z']);
    const second = run(logged, ['2026-11-20T12:30Z'], position);
    expect(second.asked).toEqual(['11-20T11:50..11-20T12:30']);
    expect(run(logged, ['2026-11-20T13:00Z'], second.position).asked).toEqual(['11-20T12:20..11-20T13:00']);
  });

  it('is looked for where the computer slept behind the first window of a run', () => {
    const slept = run(logged, ['2026-11-20T12:00Z', '2026-11-20T20:00Z', '2026-11-20T20:00Z']);
    const first = '11-19T12:00..11-20T12:00';
    expect(slept.asked).toEqual([first, first, '11-20T12:00..11-20T20:00']);
    const next = run(logged, ['2026-11-20T20:30Z'], slept.position);
    expect(next.asked).toEqual(['11-20T11:50..11-20T20:30']);
    // That window was opened long after the first one's end, so what is sure has caught up.
    expect(run(logged, ['2026-11-20T21:00Z'], next.position).asked).toEqual(['11-20T20:20..11-20T21:00']);
  });

  it('is no reason to read a long way back again, where windows were over for long when they were opened', () => {
    const { asked, position } = run({ ...logged, maxWindowUs: US_PER_DAY / 4 }, ['2026-11-20T12:00Z']);
    expect(asked).toHaveLength(4);
    expect(run(logged, ['2026-11-20T12:30Z'], position).asked).toEqual(['11-20T11:50..11-20T12:30']);
  });

  it('is looked for behind the newest that was seen, where the API takes no upper bound', () => {
    const seen: TimeWalk = {
      ...logged,
      maxWindowUs: null,
      mark: { newestUs: () => us('2026-11-20T11:00Z') },
    };
    const { asked } = run(seen, ['2026-11-20T12:00Z', '2026-11-20T20:00Z', '2026-11-20T20:00Z']);
    const first = '11-19T12:00..11-20T12:00';
    expect(asked).toEqual([first, first, '11-20T10:50..11-20T20:00']);
  });
});
