import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../renderer/explore/time/time-axis.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../shared/time-range.ts';

const at = (text: string) => Date.parse(text) * 1_000;
const labels = (from: string, lengthUs: number, most: number) =>
  timeTicks(at(from), at(from) + lengthUs, most, 'utc').map(({ label }) => label);

describe('the time axis', () => {
  it('ticks full hours within a day, and says the day at midnight', () => {
    expect(labels('2026-11-19T16:20:00Z', US_PER_DAY, 8)).toEqual([
      '18:00',
      '21:00',
      '20 Nov',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
    ]);
  });

  it('ticks quarters of an hour within a few hours', () => {
    expect(labels('2026-11-20T08:05:00Z', US_PER_HOUR, 5)).toEqual(['08:15', '08:30', '08:45', '09:00']);
  });

  it('ticks seconds within a minute', () => {
    expect(labels('2026-11-20T08:05:00Z', US_PER_MINUTE, 4)).toEqual([
      '08:05:00',
      '08:05:15',
      '08:05:30',
      '08:05:45',
    ]);
  });

  it('starts the steps of several days again with each month', () => {
    const days = labels('2026-10-20T00:00:00Z', 40 * US_PER_DAY, 8);
    expect(days).toEqual(['22 Oct', '1 Nov', '8 Nov', '15 Nov', '22 Nov']);
  });

  it('ticks months over a year and names the year in January', () => {
    expect(labels('2026-09-15T00:00:00Z', 200 * US_PER_DAY, 7)).toEqual([
      'Oct',
      'Nov',
      'Dec',
      '2027',
      'Feb',
      'Mar',
      'Apr',
    ]);
  });

  it('never has many more ticks than there is room for, however long the range', () => {
    for (const lengthUs of [1, US_PER_HOUR, 90 * US_PER_DAY, 20_000 * US_PER_DAY, 200_000 * US_PER_DAY]) {
      expect(timeTicks(0, lengthUs, 6, 'utc').length).toBeLessThanOrEqual(8);
    }
  });

  it('has no tick without a range', () => {
    expect(timeTicks(5, 5, 8, 'utc')).toEqual([]);
  });
});
