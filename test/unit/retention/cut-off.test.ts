import { describe, expect, it } from 'vitest';
import { cutOff } from '../../../main/retention/cut-off.ts';
import { ok } from '../../../shared/result.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';

const NOW = Date.UTC(2026, 10, 20, 10) * 1_000;
const daysAgo = (days: number) => NOW - days * US_PER_DAY;

describe('the time before which events leave', () => {
  it.each([
    ['nothing where the rule says nothing', null, null, 5, null],
    ['so many days ago by age', 30, null, 5, daysAgo(30)],
    ['where the newest bytes begin by size', null, 1, 10, daysAgo(10)],
    ['nothing where all is smaller than the size', null, 1, null, null],
    ['never within the last two days by size', null, 1, 0.5, daysAgo(2)],
    ['the later one of both: age', 5, 1, 10, daysAgo(5)],
    ['the later one of both: size', 30, 1, 10, daysAgo(10)],
    ['by age where all is smaller than the size', 30, 1, null, daysAgo(30)],
    ['by age within the last two days, if the analyst says so', 1, 1, 0.5, daysAgo(1)],
  ] as const)('is %s', async (_, keepDays, keepBytes, newestDays, expected) => {
    const timeOfNewestBytes = async () => ok(newestDays === null ? null : daysAgo(newestDays));
    expect(await cutOff({ keepDays, keepBytes }, NOW, timeOfNewestBytes)).toEqual(ok(expected));
  });
});
