import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { US_PER_SECOND } from '../../../shared/time-range.ts';
import type { TimeWindow } from '../../collector/pagination/pagination.ts';
import type {
  HttpRequest,
  Session,
  SessionAuth,
  SourceContext,
  StreamContext,
} from '../../collector/stream-definition.ts';
import { readIsoTime } from '../read-time.ts';
import { readObject, readText } from '../read-value.ts';
import type { AuditLog } from './event-parts.ts';

const LARGEST_PAGE = 100;
const headers = { accept: 'application/json', 'content-type': 'application/json' };

/**
 * A page of one of the two logs, oldest events first. Both ends belong to the window; the API wants them in UTC
 * without a zone and without a fraction of a second. A cursor brings its filters along: nothing else is sent with it.
 */
export function auditEventsRequest(
  context: StreamContext,
  log: AuditLog,
  window: TimeWindow,
  cursor: string | null,
): HttpRequest {
  const limit = Math.min(LARGEST_PAGE, Math.max(1, Math.floor(context.pageSize)));
  const body = cursor === null ? { limit, searchByAttributes: filters(log, window) } : { limit, cursor };
  return {
    method: 'POST',
    url: `${context.url}/api/web/v2/reports/auditeventspaged/siem`,
    headers,
    body: JSON.stringify(body),
  };
}

function filters(log: AuditLog, window: TimeWindow) {
  return [
    { name: 'startTime', operator: 'GREATER_THAN_OR_EQUAL', value: withoutZone(window.fromUs) },
    { name: 'endTime', operator: 'LESS_THAN_OR_EQUAL', value: withoutZone(window.toUs) },
    { name: 'category', operator: 'EQUALS', value: log },
  ];
}

function withoutZone(timeUs: number): string {
  return new Date(Math.floor(timeUs / US_PER_SECOND) * 1_000).toISOString().slice(0, 19);
}

/** Null at the last page, whose cursor is missing or blank. */
export function cursorOfAnswer(answer: unknown): string | null {
  return readText(readObject(readObject(answer).paging).nextCursor);
}

const RENEW_BEFORE_SECONDS = 60;

/** The Administration API gives a token of some minutes for application ID and shared secret. */
export const adminApiSession: SessionAuth = {
  kind: 'session',
  request: (context) => ({
    method: 'POST',
    url: `${context.url}/api/web/v1/adminapi/authenticate`,
    headers,
    // A web session would add a cookie that has to travel with every call.
    body: JSON.stringify({ ...credentialsOf(context), enableWebSession: false }),
  }),
  read: readSession,
  // Without a scheme word, although some of the vendor's pages show Bearer.
  headers: (session) => ({ authorization: session.token }),
  renewBeforeUs: RENEW_BEFORE_SECONDS * US_PER_SECOND,
};

export function credentialsOf({ credentials }: SourceContext) {
  return {
    applicationId: credentials.applicationId?.trim() ?? '',
    sharedSecret: credentials.sharedSecret?.trim() ?? '',
  };
}

function readSession(answer: unknown, nowUs: number): Result<Session, AppError> {
  const { authToken, creationTime, expirationTime } = readObject(answer);
  const token = readText(authToken);
  if (token === null) return failed(notALogin());
  return ok({
    token,
    expiresAtUs: expiryOf(timeOf(creationTime), timeOf(expirationTime), nowUs),
  });
}

/**
 * Documents show lives of a quarter of an hour and of an hour: only what is said counts. Where this computer's clock
 * is wrong, the difference of the two times still is the token's life.
 */
function expiryOf(createdUs: number | null, expiresUs: number | null, nowUs: number): number | null {
  if (expiresUs === null) return null;
  const byLifeUs = createdUs === null || expiresUs <= createdUs ? null : nowUs + (expiresUs - createdUs);
  if (byLifeUs === null) return expiresUs;
  return expiresUs > nowUs ? Math.min(expiresUs, byLifeUs) : byLifeUs;
}

function timeOf(value: unknown): number | null {
  const text = readText(value);
  return text === null ? null : readIsoTime(text);
}

function notALogin(): AppError {
  return appError(
    'unexpected-response',
    'The address answered the login, but with no token. It may not be that of the Entrust Administration API.',
    'Compare the address with the hostname in the credentials file that Entrust offered for download.',
    { detail: 'The answer to /api/web/v1/adminapi/authenticate has no authToken.' },
  );
}
