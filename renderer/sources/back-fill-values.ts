import type { IpcInput } from '../../shared/ipc/ipc-contract.ts';
import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import { US_PER_DAY } from '../../shared/time-range.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { formatDay, parseDay } from './day.ts';

/** Days in UTC, both included, and the streams to fetch them for. */
export interface BackFillValues {
  readonly from: string;
  readonly until: string;
  readonly streams: readonly string[];
}

/** The month before what was asked for at first; the streams that are on, or the one it was opened for. */
export function firstBackFill(
  source: SourceStatus,
  vendor: VendorDescriptor | null,
  stream: string | null,
  nowUs: number,
): BackFillValues {
  const free = source.streams.filter((one) => whyNoBackFill(one, vendor) === null);
  const streams = stream === null ? free.map((one) => one.stream) : [stream];
  const reach = source.streams
    .filter((one) => streams.includes(one.stream))
    .map(({ settings }) => settings.lookBackDays);
  const untilUs = nowUs - Math.max(1, ...reach) * US_PER_DAY;
  return { from: formatDay(untilUs - 30 * US_PER_DAY), until: formatDay(untilUs), streams };
}

/** Why the stream can't be asked for a range now, in a word or two; null where it can. */
export function whyNoBackFill(stream: StreamStatus, vendor: VendorDescriptor | null): string | null {
  const described = vendor?.streams.find(({ name }) => name === stream.stream);
  if (described?.canBackFill === false) return 'has no past to ask for';
  if (stream.phase === 'off') return 'off';
  return stream.backFill === null ? null : 'being back-filled';
}

export interface CheckedBackFill {
  /** Null while something is wrong. */
  readonly input: IpcInput<'sources.backFill'> | null;
  readonly errors: Readonly<Partial<Record<'from' | 'until' | 'streams', string>>>;
  /** A sentence where the vendor no longer has the beginning of the range; else null. */
  readonly retention: string | null;
}

export function checkBackFill(
  source: SourceStatus,
  vendor: VendorDescriptor | null,
  values: BackFillValues,
  nowUs: number,
): CheckedBackFill {
  const fromUs = parseDay(values.from);
  const lastDayUs = parseDay(values.until);
  const errors: Partial<Record<'from' | 'until' | 'streams', string>> = {};
  if (fromUs === null) errors.from = 'From which day on?';
  else if (fromUs > nowUs) errors.from = 'This day is still to come.';
  if (lastDayUs === null) errors.until = 'Until which day?';
  else if (fromUs !== null && lastDayUs < fromUs) errors.until = '“Until” has to be “from” or a later day.';
  if (values.streams.length === 0) errors.streams = 'Choose at least one stream.';
  const isComplete = fromUs !== null && lastDayUs !== null && Object.keys(errors).length === 0;
  return {
    errors,
    input: isComplete
      ? {
          sourceId: source.sourceId,
          streams: [...values.streams],
          range: { fromUs, toUs: Math.min(lastDayUs + US_PER_DAY, nowUs) },
        }
      : null,
    retention: fromUs === null ? null : retentionText(vendor, values.streams, (nowUs - fromUs) / US_PER_DAY),
  };
}

function retentionText(
  vendor: VendorDescriptor | null,
  chosen: readonly string[],
  daysBack: number,
): string | null {
  const short = (vendor?.streams ?? []).flatMap(({ name, title, retentionDays }) =>
    chosen.includes(name) && retentionDays !== null && Math.floor(daysBack) > retentionDays
      ? [{ title, retentionDays }]
      : [],
  );
  const lengths = new Set(short.map(({ retentionDays }) => retentionDays));
  if (short.length === 0) return null;
  const [only] = lengths;
  const kept =
    lengths.size === 1 && short.length === chosen.length
      ? `these events for ${only} days`
      : short.map(({ title, retentionDays }) => `${title} for ${retentionDays} days`).join(', ');
  return `The vendor keeps ${kept}: older ones can’t come back.`;
}
