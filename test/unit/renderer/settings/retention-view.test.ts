import { describe, expect, it } from 'vitest';
import {
  describeEffect,
  isSameRule,
  ruleOf,
  typedRule,
} from '../../../../renderer/settings/retention-view.ts';

const beforeUs = Date.UTC(2026, 7, 1) * 1_000;
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('a retention rule', () => {
  it('says what would leave and what stays', () => {
    expect(plain(describeEffect({ events: 12_345, beforeUs, kept: 40 }, 'utc'))).toBe(
      'Would remove 12 345 events from before 2026-08-01; 40 stay (latest states, and what you wrote on).',
    );
    expect(describeEffect({ events: 1, beforeUs, kept: 1 }, 'utc')).toBe(
      'Would remove 1 event from before 2026-08-01; 1 stays (latest states, and what you wrote on).',
    );
    expect(describeEffect({ events: 0, beforeUs: null, kept: 0 }, 'utc')).toBe('Would remove nothing now.');
    expect(describeEffect({ events: 0, beforeUs, kept: 2 }, 'utc')).toContain('2 older events stay');
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
