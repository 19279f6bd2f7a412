import { US_PER_MS } from '../../shared/time-range.ts';
import { formatRelative, formatTime, type TimePrecision, zoneLabel } from './format-time.ts';
import { useNowUs } from './now-context.tsx';
import { Missing } from './number-text.tsx';
import styles from './value-text.module.css';
import { useZone } from './zone-context.ts';

export interface TimeTextProps {
  /** UTC microseconds. */
  timeUs: number | null;
  precision?: TimePrecision;
  /** `relative` shows "2 minutes ago" with the exact time on hover: for health, not for events. */
  form?: 'exact' | 'relative';
}

/** A time in the window's zone. On hover: the same instant with its zone, and how long ago. */
export function TimeText({ timeUs, precision = 'second', form = 'exact' }: TimeTextProps) {
  const zone = useZone();
  const nowUs = useNowUs();
  if (timeUs === null) return <Missing label="never" />;
  const exact = formatTime(timeUs, zone, precision);
  const relative = formatRelative(timeUs, nowUs);
  return (
    <time
      className={styles.time}
      dateTime={new Date(timeUs / US_PER_MS).toISOString()}
      title={`${formatTime(timeUs, zone, 'millisecond')} ${zoneLabel(zone, timeUs)}, ${relative}`}
    >
      {form === 'exact' ? exact : relative}
    </time>
  );
}
