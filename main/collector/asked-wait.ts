import type { AppError } from '../../shared/app-error.ts';
import { US_PER_HOUR, US_PER_MS, US_PER_SECOND } from '../../shared/time-range.ts';
import type { AnswerHeaders } from './answer.ts';

/** The wait that the headers ask for, from now; null where they ask for none that can be understood. */
export function waitAskedForUs(headers: AnswerHeaders, nowUs: number): number | null {
  // Times are on the vendor's clock, and so is what `date` says: the difference holds when this computer's is off.
  const vendorNowUs = parseDateUs(headers.date) ?? nowUs;
  const retryAfter = headers['retry-after']?.trim();
  if (retryAfter !== undefined) {
    if (/^\d+(\.\d+)?$/.test(retryAfter)) return Number(retryAfter) * US_PER_SECOND;
    const dateUs = parseDateUs(retryAfter);
    if (dateUs !== null) return Math.max(dateUs - vendorNowUs, 0);
  }
  const reset = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'] ?? headers['x-rate-limit-reset'];
  if (reset === undefined || !/^\d+(\.\d+)?$/.test(reset.trim())) return null;
  return Math.max(resetInUs(Number(reset), vendorNowUs), 0);
}

/** What the vendor's declaration read out of the body; like the headers' times by the vendor's clock, where that is told. */
export function waitToldUs(
  explained: AppError | undefined,
  { date }: AnswerHeaders,
  nowUs: number,
): number | null {
  if (explained?.retryAtUs === undefined) return null;
  return Math.max(explained.retryAtUs - (parseDateUs(date) ?? nowUs), 0);
}

/** Vendors mean milliseconds or seconds since 1970, or seconds from now; the size tells which. */
function resetInUs(reset: number, vendorNowUs: number): number {
  if (reset > 1e11) return reset * US_PER_MS - vendorNowUs;
  if (reset > 1e8) return reset * US_PER_SECOND - vendorNowUs;
  return Math.min(reset * US_PER_SECOND, 24 * US_PER_HOUR);
}

function parseDateUs(text: string | undefined): number | null {
  if (text === undefined) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms * US_PER_MS;
}
