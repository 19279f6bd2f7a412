import type { SourceStatus } from '../../shared/source-status.ts';
import { US_PER_DAY } from '../../shared/time-range.ts';
import { formatCount } from '../design/format-number.ts';
import { formatDay } from './day.ts';

export interface ExpiryView {
  /** Quiet while there is time, louder in the last week, an error once the credentials have ended. */
  readonly tone: 'neutral' | 'warning' | 'failure';
  readonly text: string;
  readonly title: string;
}

const REMIND_DAYS = 30;
const WARN_DAYS = 7;

/** The reminder that the credentials end, from thirty days before; null while there is nothing to say. */
export function viewExpiry(
  { credentialsExpire }: Pick<SourceStatus, 'credentialsExpire'>,
  nowUs: number,
): ExpiryView | null {
  if (!credentialsExpire) return null;
  const leftUs = credentialsExpire.atUs - nowUs;
  const day = formatDay(credentialsExpire.atUs);
  const origin = credentialsExpire.known === 'entered' ? 'as entered' : 'read from them';
  const title = `The credentials end on ${day} (${origin}). Make new ones at the vendor and put them in with Edit.`;
  if (leftUs <= 0) return { tone: 'failure', text: `Credentials ended on ${day}`, title };
  const days = Math.floor(leftUs / US_PER_DAY);
  if (days >= REMIND_DAYS) return null;
  const when = days === 0 ? 'today' : `in ${formatCount(days, 'day')}`;
  return { tone: days < WARN_DAYS ? 'warning' : 'neutral', text: `Credentials end ${when}`, title };
}
