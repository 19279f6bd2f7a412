import { type AppError, appError } from '../../shared/app-error.ts';
import { US_PER_DAY, US_PER_MINUTE, US_PER_SECOND } from '../../shared/time-range.ts';
import type { Answer, AnswerHeaders } from './answer.ts';
import { waitAskedForUs, waitToldUs } from './asked-wait.ts';
import type { Refusal, Verdict } from './stream-definition.ts';
import { traceIdOf } from './trace-id.ts';

export type Decision =
  | { readonly kind: 'accept'; readonly json: unknown }
  /** The same request once more, not before `atUs`; `error` is why. */
  | { readonly kind: 'retry-at'; readonly atUs: number; readonly error: AppError }
  | { readonly kind: 'give-up'; readonly error: AppError }
  /** The session has ended: the same request with a new one, or `error` where that did not help. */
  | { readonly kind: 'renew'; readonly error: AppError }
  /** What the walk may go on after; `error` where it can't. */
  | { readonly kind: 'empty' | 'restart' | 'narrow'; readonly error: AppError }
  | { readonly kind: 'cancelled' };

export interface DecisionInput {
  readonly answer: Answer;
  /** How often this request has been sent by now, 1 after the first time. */
  readonly attempt: number;
  readonly nowUs: number;
  /** From 0 up to, not including, 1. */
  readonly random: number;
  readonly host: string;
  /** What the credentials need for what was asked, for people. */
  readonly permissions: readonly string[];
  /** Whether the credentials are exchanged for a session, which can be asked for again. */
  readonly hasSession?: boolean;
  /** The request carried a cursor, link or token that an earlier answer gave. */
  readonly hasPosition?: boolean;
  /** The request is about one parent of a fan-out. */
  readonly isChild?: boolean;
  /** What the vendor's declaration says of a refusal; null leaves it to the general rules here. */
  explain?(refusal: Refusal): Verdict | null;
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
 * What to do after an answer: the only place where that is decided. A 401 or 403 is never tried again within a run with
 * the same credentials, so that a wrong token doesn't lock an account; a session that has ended is renewed.
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
  const body = input.answer.kind === 'answered' ? input.answer.json : undefined;
  const verdict = input.explain?.({ status, headers, body }) ?? null;
  const generally = decideInGeneral(input, status, headers);
  if (verdict === null) return generally;
  switch (verdict.kind) {
    case 'refuse':
      return giveUp(verdict.error);
    case 'retry':
      return isPuttingOff(status, headers) || verdict.error.kind === 'rate-limited'
        ? waitAsAsked(input, status, headers, verdict.error)
        : tryAgain(input, verdict.error);
    case 'renew':
      return { kind: 'renew', error: verdict.error ?? sessionRefused(status, input, headers) };
    case 'restart':
      if (input.hasPosition && status < 500) {
        return { kind: 'restart', error: positionRefused(status, input, headers) };
      }
      return { kind: 'restart', error: errorOf(generally) ?? errorOfStatus(status, input, headers) };
    default:
      return { kind: verdict.kind, error: errorOf(generally) ?? errorOfStatus(status, input, headers) };
  }
}

function decideInGeneral(input: DecisionInput, status: number, headers: AnswerHeaders): Decision {
  if (isPuttingOff(status, headers)) return waitAsAsked(input, status, headers);
  if (status === 408 || status === 425 || status >= 500) {
    const error = appError(
      'vendor-unreachable',
      `${input.host} has a problem of its own (status ${status}).`,
      'Nothing to do at first: collecting tries again by itself. If it goes on, look at the status page of the vendor.',
      detailOf(status, input, headers),
    );
    return tryAgain(input, error);
  }
  const error = errorOfStatus(status, input, headers);
  if (status === 401 && input.hasSession) {
    return { kind: 'renew', error: sessionRefused(status, input, headers) };
  }
  if (input.hasPosition && [400, 404, 410].includes(status)) {
    return { kind: 'restart', error: positionRefused(status, input, headers) };
  }
  if (input.isChild && status === 404) return { kind: 'empty', error };
  return giveUp(error);
}

function isPuttingOff(status: number, headers: AnswerHeaders): boolean {
  return status === 429 || (status === 503 && headers['retry-after'] !== undefined);
}

function errorOf(decision: Decision): AppError | null {
  return 'error' in decision ? decision.error : null;
}

function detailOf(
  status: number,
  { host, answer }: DecisionInput,
  headers: AnswerHeaders,
): { detail: string; traceId?: string } {
  const detail = `${host} answered with status ${status}`;
  const traceId = traceIdOf(headers, answer.kind === 'answered' ? answer.json : undefined);
  return traceId === null ? { detail } : { detail, traceId };
}

function errorOfStatus(status: number, input: DecisionInput, headers: AnswerHeaders): AppError {
  const { host, permissions } = input;
  const detail = detailOf(status, input, headers);
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
        permissions.length === 0
          ? 'On the side of the vendor, give the credentials the right to read this.'
          : `On the side of the vendor, give the credentials what they need: ${permissions.join('; ')}.`,
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

/** What remains where even a session that was given a moment ago is not taken. */
function sessionRefused(status: number, input: DecisionInput, headers: AnswerHeaders): AppError {
  return appError(
    'credentials-rejected',
    `${input.host} let Keyglass log in, but does not accept the session it gave (status ${status}).`,
    'Check on the side of the vendor that the credentials are meant for this API and are still active.',
    detailOf(status, input, headers),
  );
}

/** What remains where the walk was begun anew already, and the cursor that it was given then is refused too. */
function positionRefused(status: number, input: DecisionInput, headers: AnswerHeaders): AppError {
  return appError(
    'unexpected-response',
    `${input.host} refuses to go on from a cursor that it gave itself (status ${status}).`,
    'Nothing to do at first: the next run begins the window anew. If it goes on, tell the vendor: its cursors do not hold.',
    detailOf(status, input, headers),
  );
}

/** A rate limit is no failure: the wait that is asked for is kept to, and may be asked for many times. */
function waitAsAsked(
  input: DecisionInput,
  status: number,
  headers: AnswerHeaders,
  explained?: AppError,
): Decision {
  const askedForUs = waitAskedForUs(headers, input.nowUs) ?? waitToldUs(explained, headers, input.nowUs);
  const waitUs =
    askedForUs === null ? backoffUs(input) : Math.min(Math.max(askedForUs, firstBackoffUs), longestObeyedUs);
  const atUs = input.nowUs + waitUs;
  const error = explained
    ? { ...explained, retryAtUs: atUs }
    : appError(
        'rate-limited',
        `${input.host} asks to wait before the next request (status ${status}).`,
        'Nothing to do: collecting goes on by itself. If it happens often, choose a longer interval.',
        { ...detailOf(status, input, headers), retryAtUs: atUs },
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

/** A message that says so itself ("Nothing was stored from this answer."), in our own words. */
const saysWhatIsKept = /\bnothing (?:was|is|that was stored is) (?:yet )?(?:collected|stored|lost)\b/i;

/**
 * The error with what it means for the data, unless its message says that already. `position` is where collecting
 * stands, for people ("2026-11-03"); null before anything was collected.
 */
export function withWhatItMeans(error: AppError, position: string | null): AppError {
  const isSaid = saysWhatIsKept.test(error.message);
  if (position === null) {
    return isSaid ? error : { ...error, message: `${error.message} Nothing was collected yet.` };
  }
  const goesOn = isSaid ? 'Collecting goes on' : 'Nothing that was stored is lost; collecting goes on';
  return { ...error, message: `${error.message} ${goesOn} from ${position} when this is solved.` };
}

/** Doubles with each attempt; the upper half of it is left to chance, so that many clients don't come back at once. */
function backoffUs({ attempt, random }: DecisionInput): number {
  const fullUs = Math.min(firstBackoffUs * 2 ** (attempt - 1), longestBackoffUs);
  return Math.round(fullUs * (0.5 + random / 2));
}
