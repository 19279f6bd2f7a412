import { US_PER_MINUTE, US_PER_MS } from '../../../shared/time-range.ts';
import type { Clock } from '../../collector/clock.ts';
import { seededRandom } from '../seeded-random.ts';
import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import { type AuditLogRow, auditLogRow } from './audit-log-row.ts';
import { generateHanzoKmsDay, MS_PER_DAY } from './generate-day.ts';
import { type AuditLogQuery, readQuery } from './read-query.ts';
import { refused } from './refused.ts';
import { createUniversalAuth, type UniversalAuthOptions } from './universal-auth.ts';

export interface HanzoKmsApiOptions extends UniversalAuthOptions {
  readonly clock: Clock;
  readonly seed: string;
  readonly lateMs?: (id: string) => number;
  /** A server of the later kind, which has no such API at all. */
  readonly isWithoutAuditLog?: boolean;
  /** The identity's role lacks the right to read audit logs. */
  readonly isForbidden?: boolean;
  /** Logins and the first page of each query write events of their own, as at current servers. */
  readonly logsItsReaders?: boolean;
  readonly requestsPerMinute?: number;
  /** A query over a longer time than this runs into the server's cap. */
  readonly heaviestSpanMs?: number;
}

export const AUDIT_LOG_PATH = '/api/v1/organization/audit-logs';
const LOGIN_PATH = '/api/v1/auth/universal-auth/login';

export interface HanzoKmsApi {
  (request: VendorRequest): VendorAnswer<unknown>;
  endSessions(): void;
}

/** The Infisical-compatible API: universal auth, and the audit log newest first by offset, without a total. */
export function createHanzoKmsApi(options: HanzoKmsApiOptions): HanzoKmsApi {
  const { clock, seed } = options;
  const random = seededRandom(seed, 'hanzo-kms-api');
  const auth = createUniversalAuth(options, clock, random);
  const ownRows: AuditLogRow[] = [];
  const rowsOfDay = rememberedDays(seed, Math.floor(clock.nowUs() / US_PER_MS / MS_PER_DAY));
  const isOverLimit = rateLimit(clock, options.requestsPerMinute ?? Number.POSITIVE_INFINITY);
  const identity = { identityId: random.uuid(), name: 'keyglass' };

  function writeOwn(
    type: string,
    metadata: Readonly<Record<string, unknown>>,
    actor: AuditLogRow['actor'],
  ): void {
    if (options.logsItsReaders !== true) return;
    const doer = { actor, ipAddress: '198.51.100.10', userAgent: null, userAgentType: 'other' };
    ownRows.push(auditLogRow({ type, metadata, doer }, clock.nowUs() / US_PER_MS, random));
  }

  function logIn(request: VendorRequest): VendorAnswer<unknown> {
    const answer = auth.logIn(request.body);
    if ('refusal' in answer) return answer;
    writeOwn(
      'login-identity-universal-auth',
      { identityId: identity.identityId },
      { type: 'unknownUser', metadata: {} },
    );
    return { status: 200, data: answer };
  }

  function list(request: VendorRequest): VendorAnswer<unknown> {
    const refusal = auth.check(request.headers.authorization);
    if (refusal !== null) return refusal;
    if (options.isForbidden === true) {
      const details = [{ action: 'read', subject: 'audit-logs', inverted: false }];
      return refused(403, 'PermissionDenied', 'You are not allowed to read on audit-logs', details);
    }
    const query = readQuery(request.url.searchParams, clock.nowUs() / US_PER_MS);
    if ('refusal' in query) return query;
    if (query.endMs - query.startMs > (options.heaviestSpanMs ?? Number.POSITIVE_INFINITY)) {
      return refused(
        504,
        'GatewayTimeoutError',
        'Failed to query audit logs due to timeout. Add more search filters.',
      );
    }
    const auditLogs = pageOf(query, clock.nowUs() / US_PER_MS, rowsOfDay, ownRows, options.lateMs);
    if (query.offset === 0) {
      writeOwn('view-audit-logs', {}, { type: 'identity', metadata: identity });
    }
    return { status: 200, data: { auditLogs } };
  }

  const answer = (request: VendorRequest): VendorAnswer<unknown> => {
    const { pathname } = request.url;
    if (options.isWithoutAuditLog === true) return { status: 404, refusal: { error: 'not found' } };
    if (isOverLimit())
      return refused(429, 'RateLimitExceeded', 'Rate limit exceeded. Please try again in 20 seconds');
    if (pathname === LOGIN_PATH && request.method === 'POST') return logIn(request);
    if (pathname === AUDIT_LOG_PATH && request.method === 'GET') return list(request);
    return refused(404, 'Not Found', `Route ${request.method}:${pathname} not found`);
  };
  return Object.assign(answer, { endSessions: auth.endSessions });
}

function pageOf(
  query: AuditLogQuery,
  nowMs: number,
  rowsOfDay: (day: number) => readonly AuditLogRow[],
  ownRows: readonly AuditLogRow[],
  lateMs: (id: string) => number = () => 0,
): readonly AuditLogRow[] {
  const { startMs, offset, limit } = query;
  const endMs = Math.min(query.endMs, nowMs);
  const first = Math.floor(startMs / MS_PER_DAY);
  const days = Array.from(
    { length: Math.max(0, Math.floor(endMs / MS_PER_DAY) - first + 1) },
    (_, at) => first + at,
  );
  return [...days.flatMap(rowsOfDay), ...ownRows]
    .filter((row) => {
      const atMs = Date.parse(row.createdAt);
      return atMs >= startMs && atMs < endMs && atMs + lateMs(row.id) <= nowMs && query.matches(row);
    })
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(offset, offset + limit);
}

function rememberedDays(seed: string, startedOn: number): (day: number) => readonly AuditLogRow[] {
  const days = new Map<number, readonly AuditLogRow[]>();
  return (day) => {
    const rows = days.get(day) ?? generateHanzoKmsDay(seed, day, startedOn);
    days.set(day, rows);
    return rows;
  };
}

function rateLimit(clock: Clock, perMinute: number): () => boolean {
  let times: number[] = [];
  return () => {
    const nowUs = clock.nowUs();
    times = times.filter((atUs) => nowUs - atUs < US_PER_MINUTE);
    if (times.length >= perMinute) return true;
    times.push(nowUs);
    return false;
  };
}
