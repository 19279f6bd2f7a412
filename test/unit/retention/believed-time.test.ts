import { describe, expect, it } from 'vitest';
import { believe, clockDoubt } from '../../../main/retention/believed-time.ts';
import { US_PER_DAY, US_PER_HOUR } from '../../../shared/time-range.ts';

const KNOWN = Date.UTC(2026, 10, 20, 10) * 1_000;
const days = (count: number) => KNOWN + count * US_PER_DAY;
const known = { timeUs: KNOWN, clockUs: KNOWN };
/** The vendor said so while this computer's clock was ten years further. */
const tenYearsAhead = { timeUs: KNOWN, clockUs: days(3_650) };

describe('the time that ages are counted from', () => {
  it.each([
    ['the clock, where nothing else is known', null, days(3_650), days(3_650), 'believed'],
    ['the clock, as it goes on', known, days(0.01), days(0.01), 'believed'],
    ['the clock after a week away', known, days(7), days(7), 'believed'],
    ['the last known time after more than that', known, days(7) + 1, KNOWN, 'jumped'],
    ['the last known time where the clock is years ahead', known, days(3_650), KNOWN, 'jumped'],
    ['the clock where it was set back', known, days(-400), days(-400), 'believed'],
    [
      'the vendor’s time, where it says that the clock is ahead',
      tenYearsAhead,
      days(3_651),
      days(1),
      'ahead',
    ],
    ['the clock once it is put right', tenYearsAhead, days(2), days(2), 'believed'],
    [
      'the last known time where the clock is set back, and still years ahead',
      tenYearsAhead,
      days(3_000),
      KNOWN,
      'jumped',
    ],
    [
      'the vendor’s time where clocks differ by an hour',
      { ...known, clockUs: KNOWN + US_PER_HOUR },
      days(1) + US_PER_HOUR,
      days(1),
      'believed',
    ],
    [
      'the clock where the vendor’s is ahead',
      { timeUs: days(400), clockUs: KNOWN },
      days(30),
      days(30),
      'believed',
    ],
  ] as const)('is %s', (_, knownTime, clockUs, timeUs, clock) => {
    expect(believe(knownTime, clockUs)).toEqual({ timeUs, clock });
  });

  it('is told in words where it is not the clock’s', () => {
    const tell = (knownTime: typeof known, clockUs: number) =>
      clockDoubt(believe(knownTime, clockUs), clockUs)?.message;
    expect(tell(known, days(3))).toBeUndefined();
    expect(tell(known, days(90))).toMatch(
      /says 2027-02-18, 90 days after .* Until the date is confirmed, ages are counted from that one, 2026-11-20/,
    );
    expect(tell(tenYearsAhead, days(3_650))).toMatch(/10 years ahead of the clock of the vendor/);
  });
});
