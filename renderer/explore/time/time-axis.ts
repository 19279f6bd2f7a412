import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../../../shared/time-range.ts';
import { partsOf, timeOfParts, type Zone } from './zoned-time.ts';

export interface TimeTick {
  readonly timeUs: number;
  readonly label: string;
}

type Step = {
  readonly unit: 'us' | 'day' | 'month' | 'year';
  readonly amount: number;
  readonly lengthUs: number;
};

const us = (amount: number): Step => ({ unit: 'us', amount, lengthUs: amount });
const days = (amount: number): Step => ({ unit: 'day', amount, lengthUs: amount * US_PER_DAY });
const months = (amount: number): Step => ({ unit: 'month', amount, lengthUs: amount * 30.44 * US_PER_DAY });
const years = (amount: number): Step => ({ unit: 'year', amount, lengthUs: amount * 365.25 * US_PER_DAY });

const steps: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((amount) => us(amount * US_PER_SECOND)),
  ...[1, 2, 5, 10, 15, 30].map((amount) => us(amount * US_PER_MINUTE)),
  ...[1, 2, 3, 6, 12].map((amount) => us(amount * US_PER_HOUR)),
  ...[1, 2, 7, 14].map(days),
  ...[1, 2, 3, 6].map(months),
  ...[1, 2, 5, 10, 20, 50].map(years),
];

/** At most `most` ticks on full hours, days, months of the zone's calendar, labelled by what changes from one to the next. */
export function timeTicks(fromUs: number, toUs: number, most: number, zone: Zone): TimeTick[] {
  const span = toUs - fromUs;
  if (!(span > 0) || most < 1) return [];
  const step = steps.find((candidate) => span / candidate.lengthUs <= most) ?? years(100);
  const ticks: TimeTick[] = [];
  for (let timeUs = firstTick(fromUs, step, zone); timeUs < toUs; timeUs = nextTick(timeUs, step, zone)) {
    if (timeUs >= fromUs) ticks.push({ timeUs, label: labelOf(timeUs, step, zone) });
    if (ticks.length > most + 1) break;
  }
  return ticks;
}

function firstTick(fromUs: number, step: Step, zone: Zone): number {
  const { year, month, day } = partsOf(fromUs, zone);
  switch (step.unit) {
    case 'us': {
      const midnight = timeOfParts(zone, year, month, day);
      return midnight + Math.floor((fromUs - midnight) / step.amount) * step.amount;
    }
    case 'day':
      return timeOfParts(zone, year, month, day - ((day - 1) % step.amount));
    case 'month':
      return timeOfParts(zone, year, month - ((month - 1) % step.amount));
    case 'year':
      return timeOfParts(zone, year - (year % step.amount), 1);
  }
}

function nextTick(timeUs: number, step: Step, zone: Zone): number {
  const { year, month, day } = partsOf(timeUs, zone);
  switch (step.unit) {
    case 'us':
      return timeUs + step.amount;
    case 'day': {
      // Steps of several days start again with each month, so that a tick stands on the 1st.
      const next = timeOfParts(zone, year, month, day + step.amount);
      const monthStart = timeOfParts(zone, year, month + 1);
      return next >= monthStart || monthStart - next < (step.lengthUs * 2) / 3 ? monthStart : next;
    }
    case 'month':
      return timeOfParts(zone, year, month + step.amount);
    case 'year':
      return timeOfParts(zone, year + step.amount, 1);
  }
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

function labelOf(timeUs: number, step: Step, zone: Zone): string {
  const { year, month, day, hour, minute, second } = partsOf(timeUs, zone);
  const monthName = monthNames[month - 1] ?? '';
  if (step.unit === 'year' || (step.unit === 'month' && month === 1)) return String(year);
  if (step.unit === 'month') return monthName;
  const isMidnight = hour === 0 && minute === 0 && second === 0;
  if (step.unit === 'day' || isMidnight) return `${day} ${monthName}`;
  const clock = `${two(hour)}:${two(minute)}`;
  return step.amount < US_PER_MINUTE ? `${clock}:${two(second)}` : clock;
}
