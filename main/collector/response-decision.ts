import { type AppError, appError } from '../../shared/app-error.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_MS, US_PER_SECOND } from '../../shared/time-range.ts';
import type { Answer, AnswerHeaders } from './answer.ts';

export type Decision =
  | { readonly kind: 'accept'; readonly json: unknown }
  /** The same request once more, not before `atUs`; `error` is why. */
  | { readonly kind: 'retry-at'; readonly atUs: number; readonly error: AppError }
  | { readonly kind: 'give-up'; readonly error: AppError }
  | { readonly kind: 'cancelled' };

export interface DecisionInput {
  readonly answer: Answer;
  /** How often this request has been sent by now, 1 after the first time. */
  readonly attempt: number;
  readonly nowUs: number;
  /** From 0 up to, not including, 1. */
  readonly random: number;
  readonly host: string;
  /** What the vendor's credentials need, for people. */
  readonly permissions: readonly string[];
}

/** How often one request is sent before the run gives up. */
export const maxAttempts = 5;
/** How often a vendor may put one request off before the run gives up. */
const maxRateLimitWaits = 20;
/** A wait that is longer ends the run; the schedule comes back when it is over. */
export const longestWaitUs = 15 * US_PER_MINUTE;
/** What a vendor may ask to wait at most. Anything beyond is taken for a mistake. */
const longestObeyedUs = US_PER_DAY;
const firstBackoffUs = US_PER_SECOND;
const longestBackoffUs = US_PER_MINUTE;

/**
 * What to do after an answer: the only place where that is decided. A 401 or 403 is never tried again within a run,
 * so that a wrong token doesn't lock an account.
 */
export function decideOnAnswer(input: DecisionInput): Decision {
  const { answer } = input;
  switch (answer.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return answer.mayPass ? tryAgain(input, answer.error) : giveUp(answer.error);
    case 'answered':
      return answer.status >= 200 && answer.status < 300
        ? { kind: 'accept', json: answer.json }
        : decideOnStatus(input, answer.status, answer.headers);
  }
}

function decideOnStatus(input: DecisionInput, status: number, headers: AnswerHeaders): Decision {
  const detail = { detail: `${input.host} answered with status ${status}` };
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) {
    return waitAsAsked(input, status, headers);
  }
  if (status === 408 || status === 425 || status >= 500) {
    const error = appError(
      'vendor-unreachable',
      `${input.host} has a problem of its own (status ${status}).`,
      'Nothing to do at first: collecting tries again by itself. If it goes on, look at the status page of the vendor.',
      detail,
    );
    return tryAgain(input, error);
  }
  return giveUp(errorOfStatus(status, input, detail));
}

function errorOfStatus(
  status: number,
  { host, permissions }: DecisionInput,
  detail: { detail: string },
): AppError {
  switch (status) {
    case 401:
      return appError(
        'credentials-rejected',
        `${host} does not accept the credentials (status 401): they are wrong, have expired or were withdrawn.`,
        'Make new credentials on the side of the vendor and enter them in the settings of this source.',
        detail,
      );
    case 403:
      return appError(
        'permission-missing',
        `${host} knows the credentials but does not let them read this (status 403).`,
        `On the side of the vendor, give the credentials what they need: ${permissions.join('; ')}.`,
        detail,
      );
    case 404:
      return appError(
        'not-found',
        `${host} has nothing at this address (status 404).`,
        'Check the base URL: it is the address of the API, often not the one in the browser.',
        detail,
      );
    default:
      return appError(
        'unexpected-response',
        `${host} did not answer the request as its API should (status ${status}).`,
        'Check the base URL and the settings of this source.',
        detail,
      );
  }
}

/** A rate limit is no failure: the wait that is asked for is kept to, and may be asked for many times. */
function waitAsAsked(input: DecisionInput, status: number, headers: AnswerHeaders): Decision {
  const askedForUs = waitAskedForUs(headers, input.nowUs);
  const waitUs =
    askedForUs === null ? backoffUs(input) : Math.min(Math.max(askedForUs, firstBackoffUs), longestObeyedUs);
  const atUs = input.nowUs + waitUs;
  const error = appError(
    'rate-limited',
    `${input.host} asks to wait before the next request (status ${status}).`,
    'Nothing to do: collecting goes on by itself. If it happens often, choose a longer interval.',
    { retryAtUs: atUs },
  );
  const mostAttempts = askedForUs === null ? maxAttempts : maxRateLimitWaits;
  const isOverLimit = waitUs > longestWaitUs || input.attempt >= mostAttempts;
  return isOverLimit ? giveUp(error) : { kind: 'retry-at', atUs, error };
}

function tryAgain(input: DecisionInput, error: AppError): Decision {
  if (input.attempt >= maxAttempts) return giveUp(error);
  return { kind: 'retry-at', atUs: input.nowUs + backoffUs(input), error };
}

function giveUp(error: AppError): Decision {
  return { kind: 'give-up', error };
}

/**
 * The error with what it means for the data. `position` is where collecting stands, for people ("2026-11-03"); null
 * before anything was collected.
 */
export function withWhatItMeans(error: AppError, position: string | null): AppError {
  const goesOn =
    position === null
      ? 'Nothing was collected yet.'
      : `Nothing that was stored is lost; collecting goes on from ${position} when this is solved.`;
  return { ...error, message: `${error.message} ${goesOn}` };
}

/** Doubles with each attempt; the upper half of it is left to chance, so that many clients don't come back at once. */
function backoffUs({ attempt, random }: DecisionInput): number {
  const fullUs = Math.min(firstBackoffUs * 2 ** (attempt - 1), longestBackoffUs);
  return Math.round(fullUs * (0.5 + random / 2));
}

/** The wait that the headers ask for, from now; null where they ask for none that can be understood. */
function waitAskedForUs(headers: AnswerHeaders, nowUs: number): number | null {
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
