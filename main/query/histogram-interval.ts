import {
  type TimeUs,
  US_PER_DAY,
  US_PER_HOUR,
  US_PER_MINUTE,
  US_PER_SECOND,
} from '../../shared/time-range.ts';

/** Widths that people count time in. Beyond the last one: multiples of it. */
const LADDER_US: readonly number[] = [
  ...[1, 5, 10, 30].map((seconds) => seconds * US_PER_SECOND),
  ...[1, 5, 10, 30].map((minutes) => minutes * US_PER_MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * US_PER_HOUR),
  ...[1, 7, 30].map((days) => days * US_PER_DAY),
];
const LONGEST_US = 30 * US_PER_DAY;
const WEEK_US = 7 * US_PER_DAY;
/** 1970 began on a Thursday; weeks begin on Monday. */
const FIRST_MONDAY_US = 4 * US_PER_DAY;

/** Half as many bars again still count as about so many: 61 days in bars of a day, not of a week. */
const TOLERANCE = 1.5;

/** The narrowest width with which about `buckets` bars cover the span. */
export function chooseInterval(fromUs: TimeUs, toUs: TimeUs, buckets: number): number {
  const width = Math.max(0, toUs - fromUs) / (Math.max(1, buckets) * TOLERANCE);
  const found = LADDER_US.find((interval) => interval >= width);
  return found ?? Math.ceil(width / LONGEST_US) * LONGEST_US;
}

/** The start of the bar that a time falls into, in UTC. */
export function barStart(timeUs: TimeUs, intervalUs: number): TimeUs {
  const offset = intervalUs === WEEK_US ? FIRST_MONDAY_US : 0;
  return Math.floor((timeUs - offset) / intervalUs) * intervalUs + offset;
}
