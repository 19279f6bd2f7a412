import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../collector/clock.ts';
import { isJsonObject } from '../../vendors/json-object.ts';
import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import { type AuditEventRow, MS_PER_DAY, type WrittenEvent } from './audit-event-row.ts';
import { generateAttack } from './generate-attack.ts';
import { generateChanges } from './generate-changes.ts';
import { generateSignIns } from './generate-sign-ins.ts';
import { type Search, searchEvents, timeBounds } from './search-events.ts';
import { readSearch, type SearchParameters } from './search-parameters.ts';

export interface EntrustApiOptions {
  readonly clock: Clock;
  readonly seed: string;
  readonly applicationId: string;
  readonly sharedSecret: string;
  /** The vendor's pages show a quarter of an hour. */
  readonly tokenMinutes?: number;
  /** How long a cursor is known; for ever if left out. */
  readonly cursorMinutes?: number;
  /** Whether the application's role has View on Reports. */
  readonly mayViewReports?: boolean;
  /** In place of the made-up events. */
  readonly events?: readonly WrittenEvent[];
}

export interface EventPage {
  readonly paging: { readonly limit: number; readonly nextCursor?: string; readonly prevCursor?: string };
  readonly results: readonly AuditEventRow[];
}

export interface Login {
  readonly authToken: string;
  readonly creationTime: string;
  readonly expirationTime: string;
}

type Answer = VendorAnswer<EventPage | Login>;

const LOGIN_PATH = '/api/web/v1/adminapi/authenticate';
const searchPaths: Readonly<Record<string, 'siem' | 'paged'>> = {
  '/api/web/v2/reports/auditeventspaged/siem': 'siem',
  '/api/web/v2/reports/auditeventspaged': 'paged',
};
/** No search goes further back than this. */
const OLDEST_DAYS = 400;

/** The part of the Administration API that audit events are read with. */
export function createEntrustApi(options: EntrustApiOptions) {
  const { clock, seed } = options;
  const nowMs = () => clock.nowUs() / 1_000;
  const startedOn = Math.floor(nowMs() / MS_PER_DAY);
  const daysKnown = new Map<number, readonly WrittenEvent[]>();
  const dayOf = (day: number): readonly WrittenEvent[] => {
    const known = daysKnown.get(day) ?? eventsOfDay(seed, day, startedOn);
    daysKnown.set(day, known);
    return known;
  };
  const eventsBetween = (fromMs: number, toMs: number): readonly WrittenEvent[] => {
    const written = (event: WrittenEvent) => event.writtenAtMs <= nowMs();
    if (options.events !== undefined) return options.events.filter(written);
    const last = Math.floor(Math.min(toMs, nowMs()) / MS_PER_DAY);
    const first = Math.max(Math.floor(fromMs / MS_PER_DAY), startedOn - OLDEST_DAYS);
    const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    return days.flatMap(dayOf).filter(written);
  };

  return (request: VendorRequest): Answer => {
    const call = searchPaths[request.url.pathname];
    if (request.url.pathname !== LOGIN_PATH && call === undefined)
      return refuse(404, 'not_found', 'No such path');
    if (request.method !== 'POST') return refuse(405, 'method_not_allowed', 'Only POST is answered here');
    const body = readJson(request.body);
    if (body === undefined) return refuse(400, 'invalid_request', 'The body is not JSON');
    if (call === undefined) return logIn(options, body, nowMs());
    if (!holdsToken(request.headers.authorization, options, nowMs())) {
      return refuse(401, 'access_denied', 'The token is missing, unknown or no longer valid');
    }
    if (options.mayViewReports === false) return refuse(403, 'access_forbidden', 'REPORTS:VIEW is required');
    const parameters = readSearch(call, body);
    if (typeof parameters === 'string') return refuse(400, 'invalid_request', parameters);
    return answerSearch(parameters, options, eventsBetween, nowMs());
  };
}

function eventsOfDay(seed: string, day: number, startedOn: number): readonly WrittenEvent[] {
  return [
    ...generateSignIns(seed, day),
    ...generateChanges(seed, day),
    ...generateAttack(seed, day, startedOn),
  ];
}

function logIn(options: EntrustApiOptions, body: unknown, nowMs: number): Answer {
  const { applicationId, sharedSecret } = isJsonObject(body) ? body : {};
  if (typeof applicationId !== 'string')
    return refuse(400, 'invalid_request', 'Application id cannot be null');
  if (typeof sharedSecret !== 'string') return refuse(400, 'invalid_request', 'Shared secret cannot be null');
  if (applicationId !== options.applicationId || sharedSecret !== options.sharedSecret) {
    return refuse(401, 'invalid_credentials', 'The application could not be authenticated');
  }
  const expiresMs = nowMs + (options.tokenMinutes ?? 15) * 60_000;
  return {
    status: 200,
    data: {
      authToken: signed(options, String(expiresMs)),
      creationTime: withOffset(nowMs),
      expirationTime: withOffset(expiresMs),
    },
  };
}

/** `2018-05-28T18:52:50.329+0000`, as the developer pages have it. */
function withOffset(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

/** The pages of the vendor show the bare token and `Bearer`; both are taken. */
function holdsToken(authorization: string | undefined, options: EntrustApiOptions, nowMs: number): boolean {
  const expiresMs = unsigned(options, (authorization ?? '').replace(/^Bearer /, ''));
  return expiresMs !== null && Number(expiresMs) > nowMs;
}

interface Position {
  readonly search: Search;
  readonly offset: number;
  /** Events written later than this stay out of the search's further pages. */
  readonly asOfMs: number;
}

function answerSearch(
  { limit, cursor, attributes, order }: SearchParameters,
  options: EntrustApiOptions,
  eventsBetween: (fromMs: number, toMs: number) => readonly WrittenEvent[],
  nowMs: number,
): Answer {
  const position =
    cursor === null
      ? { search: { attributes, order }, offset: 0, asOfMs: nowMs }
      : positionOf(options, cursor);
  const livesMs = (options.cursorMinutes ?? Number.POSITIVE_INFINITY) * 60_000;
  if (position === null || nowMs - position.asOfMs > livesMs)
    return refuse(400, 'invalid_cursor', 'Unknown cursor');
  const { search, offset, asOfMs } = position;
  const { fromMs, toMs } = timeBounds(search);
  const known = eventsBetween(fromMs, toMs).filter((event) => event.writtenAtMs <= asOfMs);
  const rows = searchEvents(known, search);
  const cursorAt = (at: number) => signed(options, JSON.stringify({ search, offset: at, asOfMs }));
  return {
    status: 200,
    data: {
      paging: {
        limit,
        ...(offset + limit < rows.length ? { nextCursor: cursorAt(offset + limit) } : {}),
        ...(offset > 0 ? { prevCursor: cursorAt(Math.max(0, offset - limit)) } : {}),
      },
      results: rows.slice(offset, offset + limit),
    },
  };
}

function positionOf(options: EntrustApiOptions, cursor: string): Position | null {
  const text = unsigned(options, cursor);
  return text === null ? null : (JSON.parse(text) as Position);
}

/** Opaque to whoever gets it, and good for nothing when changed. */
function signed(options: EntrustApiOptions, text: string): string {
  const payload = Buffer.from(text).toString('base64url');
  return `${payload}.${macOf(options, payload)}`;
}

function unsigned(options: EntrustApiOptions, given: string): string | null {
  const [payload = '', mac = ''] = given.split('.');
  const expected = Buffer.from(macOf(options, payload));
  const isOurs = mac.length === expected.length && timingSafeEqual(Buffer.from(mac), expected);
  return isOurs ? Buffer.from(payload, 'base64url').toString('utf8') : null;
}

function macOf({ seed, sharedSecret }: EntrustApiOptions, payload: string): string {
  const key = createHash('sha256').update(`${seed}\n${sharedSecret}`).digest();
  return createHmac('sha256', key).update(payload).digest('base64url').slice(0, 22);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(status: number, errorCode: string, errorMessage: string): Answer {
  return { status, refusal: { errorCode, errorMessage, parameters: [] } };
}
