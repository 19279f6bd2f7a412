import { describe, expect, it } from 'vitest';
import { barPeriod, intervalName } from '../../../../renderer/charts/bar-period.ts';

const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour) * 1_000;

describe('the period of a bar', () => {
  it('names the day once where it stays the same', () => {
    expect(barPeriod({ startUs: at(20, 8), endUs: at(20, 9) }, 'utc')).toBe('2026-11-20 08:00 to 09:00');
  });

  it('names both days where it passes midnight', () => {
    expect(barPeriod({ startUs: at(20, 18), endUs: at(21, 0) }, 'utc')).toBe(
      '2026-11-20 18:00 to 2026-11-21 00:00',
    );
  });

  it.each([
    [3_600_000_000, 'hour'],
    [6 * 3_600_000_000, '6 hours'],
    [86_400_000_000, 'day'],
    [5_000_000, '5 seconds'],
  ])('of %d µs is called "%s"', (us, name) => {
    expect(intervalName(us)).toBe(name);
  });
});
