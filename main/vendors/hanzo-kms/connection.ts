import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { US_PER_MS, US_PER_SECOND } from '../../../shared/time-range.ts';
import type { TimeWindow } from '../../collector/pagination/pagination.ts';
import type {
  HttpRequest,
  Session,
  SessionAuth,
  SourceContext,
  StreamContext,
} from '../../collector/stream-definition.ts';
import { readNumber, readObject, readText } from '../read-value.ts';

const MOST_ROWS = 1_000;

/** One page of a window: the start belongs to it, the end does not. The API counts in milliseconds. */
export function auditLogRequest(context: StreamContext, window: TimeWindow, offset: number): HttpRequest {
  const query = new URLSearchParams({
    startDate: isoMs(Math.floor(window.fromUs / US_PER_MS)),
    endDate: isoMs(Math.ceil(window.toUs / US_PER_MS)),
    offset: String(offset),
    limit: String(Math.min(context.pageSize > 0 ? context.pageSize : MOST_ROWS, MOST_ROWS)),
  });
  const projectId = context.settings.projectId?.trim() ?? '';
  if (projectId !== '') query.set('projectId', projectId);
  return {
    method: 'GET',
    url: `${apiOf(context)}/v1/organization/audit-logs?${query}`,
    headers: { accept: 'application/json' },
  };
}

/**
 * Universal auth. A client secret may be good for a limited number of logins, and three failed ones lock the identity
 * out: a token is used until it ends.
 */
export const universalAuth: SessionAuth = {
  kind: 'session',
  request: (context) => ({
    method: 'POST',
    url: `${apiOf(context)}/v1/auth/universal-auth/login`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      clientId: context.credentials.clientId?.trim() ?? '',
      clientSecret: context.credentials.clientSecret?.trim() ?? '',
    }),
  }),
  read: readSession,
  headers: (session) => ({ authorization: `Bearer ${session.token}` }),
  renewBeforeUs: US_PER_SECOND,
};

/** `expiresIn` counts seconds; 0 is a token without an end. */
function readSession(answer: unknown, nowUs: number): Result<Session, AppError> {
  const { accessToken, expiresIn } = readObject(answer);
  const token = readText(accessToken);
  if (token === null || typeof accessToken !== 'string') return failed(noToken());
  const lifeSeconds = readNumber(expiresIn) ?? 0;
  return ok({ token, expiresAtUs: lifeSeconds > 0 ? nowUs + lifeSeconds * US_PER_SECOND : null });
}

function noToken(): AppError {
  return appError(
    'unexpected-response',
    'The address answered the login with something that is not an access token of Hanzo KMS.',
    'Check that the address is that of the Hanzo KMS server (without /api), then try again.',
    { detail: 'The answer has no accessToken that is text.' },
  );
}

/** People paste the address with or without the API's path. */
function apiOf(context: SourceContext): string {
  return `${context.url.replace(/\/+$/, '').replace(/\/api(?:\/v\d+)?$/, '')}/api`;
}

function isoMs(ms: number): string {
  return new Date(ms).toISOString();
}
