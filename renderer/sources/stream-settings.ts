import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { formatCount } from '../design/format-number.ts';
import type { SourceFormValues } from './source-form-values.ts';

const usualIntervals = [10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400];

const units = [
  [86_400, 'day', 'days'],
  [3_600, 'h', 'h'],
  [60, 'min', 'min'],
  [1, 's', 's'],
] as const;

/** `30 s`, `2 min`, `1 day`: in the largest unit that comes out even. */
export function formatInterval(seconds: number): string {
  const [size, one, many] = units.find(([length]) => seconds >= length && seconds % length === 0) ?? units[3];
  const amount = seconds / size;
  return `${amount} ${amount === 1 ? one : many}`;
}

/** The intervals on offer, with the one that is set among them whatever it is. */
export function intervalOptions(current: number): { id: string; label: string }[] {
  return [...new Set([...usualIntervals, current])]
    .sort((one, other) => one - other)
    .map((seconds) => ({ id: String(seconds), label: formatInterval(seconds) }));
}

/** `6 of 8 streams, every 30 s to 1 h, 60 days back`: of those that are on. */
export function describeStreams(vendor: VendorDescriptor, { streams }: SourceFormValues): string {
  const all = vendor.streams.length;
  const on = vendor.streams.flatMap(({ name }) => {
    const values = streams[name];
    return values?.enabled ? [values] : [];
  });
  const count =
    on.length === all ? formatCount(all, 'stream') : `${on.length} of ${formatCount(all, 'stream')}`;
  if (on.length === 0) return count;
  const intervals = on.map(({ intervalSeconds }) => intervalSeconds);
  const lookBacks = on.flatMap(({ lookBackDays }) => (lookBackDays === null ? [] : [lookBackDays]));
  const days = Math.max(...lookBacks) === 1 ? 'day' : 'days';
  const back = lookBacks.length === 0 ? '' : `, ${between(lookBacks, String)} ${days} back`;
  return `${count}, every ${between(intervals, formatInterval)}${back}`;
}

function between(values: readonly number[], show: (value: number) => string): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? show(least) : `${show(least)} to ${show(most)}`;
}
