import { describe, expect, it } from 'vitest';
import { isDue } from '../../../main/retention/last-run.ts';
import { isWorthIt } from '../../../main/retention/rebuild-worth.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';

const MB = 1024 * 1024;

describe('writing the file anew', () => {
  it.each([
    [true, 'a fifth of a small file', 2, 10],
    [false, 'less than that', 1.9, 10],
    [false, 'a few blocks, though they are most of a tiny file', 0.9, 1.5],
    [true, 'a large part of a large file, though a small share', 120, 2_000],
    [false, 'a small share that the next days fill', 80, 2_000],
  ])('is worth it: %s for %s', (expected, _, freeableMb, fileMb) => {
    expect(isWorthIt({ freeable: freeableMb * MB, fileBytes: fileMb * MB })).toBe(expected);
  });
});

describe('a run', () => {
  it('is due once a day, and at once where the clock was set back', () => {
    const nowUs = Date.UTC(2026, 10, 20) * 1_000;
    expect(isDue(null, nowUs)).toBe(true);
    expect(isDue(nowUs - US_PER_DAY + 1, nowUs)).toBe(false);
    expect(isDue(nowUs - US_PER_DAY, nowUs)).toBe(true);
    expect(isDue(nowUs + 1, nowUs)).toBe(true);
  });
});
