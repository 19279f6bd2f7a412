import type { RetentionEffect, RetentionRule, RetentionStatus } from '../../shared/retention.ts';
import { formatCount, formatNumber } from '../design/format-number.ts';
import { formatTime, type ZoneChoice } from '../design/format-time.ts';

/** A rule as it is typed: days, and megabytes of 1 000 000 bytes. Null: no limit. */
export interface TypedRule {
  readonly keepDays: number | null;
  readonly keepMegabytes: number | null;
}

const MEGABYTE = 1_000_000;

export function typedRule({ keepDays, keepBytes }: RetentionRule): TypedRule {
  return {
    keepDays,
    keepMegabytes: keepBytes === null ? null : Math.max(1, Math.round(keepBytes / MEGABYTE)),
  };
}

/** What is sent; a size that was not touched stays the very number it was. */
export function ruleOf(typed: TypedRule, kept: RetentionRule): RetentionRule {
  const isSameSize = typedRule(kept).keepMegabytes === typed.keepMegabytes;
  return {
    keepDays: typed.keepDays,
    keepBytes: isSameSize
      ? kept.keepBytes
      : typed.keepMegabytes === null
        ? null
        : typed.keepMegabytes * MEGABYTE,
  };
}

export function isSameRule(one: RetentionRule, other: RetentionRule): boolean {
  return one.keepDays === other.keepDays && one.keepBytes === other.keepBytes;
}

/** The rule leaves nothing of the source, of which so many events are stored: to be said louder than the rest. */
export function removesAll({ events }: RetentionEffect, stored: number): boolean {
  return events > 0 && events >= stored;
}

/** `Would remove 12 345 events from before 2026-08-01; 40 stay (latest states, and what you wrote on)`. */
export function describeEffect(effect: RetentionEffect, zone: ZoneChoice, stored: number): string {
  const { events, beforeUs, kept } = effect;
  if (events === 0 || beforeUs === null) {
    return kept > 0
      ? `Would remove nothing; ${formatCount(kept, 'older event')} ${kept === 1 ? 'stays' : 'stay'} all the same.`
      : 'Would remove nothing now.';
  }
  const day = formatTime(beforeUs, zone, 'day');
  const stay =
    kept > 0
      ? `; ${formatNumber(kept)} ${kept === 1 ? 'stays' : 'stay'} (latest states, and what you wrote on)`
      : '';
  const what = `${removesAll(effect, stored) ? 'all ' : ''}${formatCount(events, 'event')}`;
  return `Would remove ${what} from before ${day}${stay}.`;
}

export const retentionWords: Readonly<Record<RetentionStatus['state'], string>> = {
  idle: 'Nothing is being removed',
  removing: 'Removing old events',
  shrinking: 'Making the file smaller',
  'waiting-to-swap': 'Waiting for running questions before the smaller file takes over',
  failed: 'The last run failed',
};
