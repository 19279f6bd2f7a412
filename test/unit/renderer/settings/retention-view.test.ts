import { describe, expect, it } from 'vitest';
import {
  describeEffect,
  isSameRule,
  removesAll,
  ruleOf,
  typedRule,
} from '../../../../renderer/settings/retention-view.ts';

const beforeUs = Date.UTC(2026, 7, 1) * 1_000;
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('a retention rule', () => {
  it('says what would leave and what stays', () => {
    expect(plain(describeEffect({ events: 12_345, beforeUs, kept: 40 }, 'utc', 20_000))).toBe(
      'Would remove 12 345 events from before 2026-08-01; 40 stay (latest states, and what you wrote on).',
    );
    expect(describeEffect({ events: 1, beforeUs, kept: 1 }, 'utc', 20_000)).toBe(
      'Would remove 1 event from before 2026-08-01; 1 stays (latest states, and what you wrote on).',
    );
    expect(describeEffect({ events: 0, beforeUs: null, kept: 0 }, 'utc', 20_000)).toBe(
      'Would remove nothing now.',
    );
    expect(describeEffect({ events: 0, beforeUs, kept: 2 }, 'utc', 20_000)).toContain('2 older events stay');
  });

  it('says it where nothing of the source would be left', () => {
    const effect = { events: 60, beforeUs, kept: 0 };
    expect(removesAll(effect, 60)).toBe(true);
    expect(removesAll(effect, 61)).toBe(false);
    expect(removesAll({ ...effect, events: 0 }, 0)).toBe(false);
    expect(describeEffect(effect, 'utc', 60)).toBe('Would remove all 60 events from before 2026-08-01.');
  });

  it('is typed in megabytes, and keeps a size that was not touched to the byte', () => {
    const kept = { keepDays: 90, keepBytes: 1_500_300_400 };
    const typed = typedRule(kept);
    expect(typed).toEqual({ keepDays: 90, keepMegabytes: 1_500 });
    expect(ruleOf(typed, kept)).toEqual(kept);
    expect(ruleOf({ ...typed, keepMegabytes: 2_000 }, kept).keepBytes).toBe(2_000_000_000);
    expect(ruleOf({ keepDays: null, keepMegabytes: null }, kept)).toEqual({
      keepDays: null,
      keepBytes: null,
    });
    expect(isSameRule(ruleOf({ ...typed, keepDays: 30 }, kept), kept)).toBe(false);
  });
});
