import type { Clock } from '../../collector/clock.ts';
import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import { createDeltaCollections } from './delta-collections.ts';
import { createFindingCollections } from './finding-collections.ts';
import { refused } from './graph-refusal.ts';
import { createLogCollections } from './log-collections.ts';
import { MS_PER_DAY } from './log-row.ts';
import { createTokenOffice } from './token-office.ts';

export interface EntraApiOptions {
  readonly clock: Clock;
  readonly seed: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenLifeSeconds?: number;
  /** Five requests of the logs in ten seconds, as Graph allows. */
  readonly hasLimits?: boolean;
  /** Without P1 or P2 sign-ins are refused. */
  readonly isPremium?: boolean;
  readonly hasDefender?: boolean;
  /** Application permissions with consent; all that are needed if left out. */
  readonly permissions?: readonly string[];
}

const REQUESTS_IN_TEN_SECONDS = 5;

/** Microsoft's login and Graph on one host, over a made-up tenant. */
export function createEntraApi(options: EntraApiOptions) {
  const { clock, seed, tokenLifeSeconds = 3_599 } = options;
  const startedOn = Math.floor(clock.nowUs() / 1_000 / MS_PER_DAY);
  const tokens = createTokenOffice({ ...options, tokenLifeSeconds });
  const collections = [
    createLogCollections(seed, startedOn),
    createFindingCollections(seed, startedOn),
    createDeltaCollections(seed, startedOn),
  ];
  const throttle = createThrottle();
  return (request: VendorRequest): VendorAnswer<unknown> => {
    const { pathname } = request.url;
    if (pathname.endsWith('/oauth2/v2.0/token')) return tokens.answer(request);
    const nowMs = clock.nowUs() / 1_000;
    const objection =
      tokens.objection(request) ??
      (options.hasLimits === true && pathname.includes('/auditLogs/') ? throttle(nowMs) : null) ??
      objectionTo(pathname, options);
    if (objection !== null) return objection;
    if (request.method !== 'GET') return refused(405, 'Request_BadRequest', 'Only GET is answered here.');
    for (const answer of collections) {
      const given = answer(request, nowMs);
      if (given !== null) return given;
    }
    return refused(
      404,
      'BadRequest',
      `Resource not found for the segment '${pathname.split('/')[2] ?? ''}'.`,
    );
  };
}

const needed: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\/auditLogs\//, ['AuditLog.Read.All', 'Directory.Read.All']],
  [/\/alerts_v2$/, ['SecurityAlert.Read.All']],
  [/\/incidents$/, ['SecurityIncident.Read.All']],
  [/\/delta$/, ['Directory.Read.All']],
];

function objectionTo(path: string, options: EntraApiOptions): VendorAnswer<unknown> | null {
  if (options.isPremium === false && path.endsWith('/signIns')) {
    const text = "Neither tenant is B2C or tenant doesn't have premium license";
    return refused(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', text);
  }
  if (options.hasDefender === false && path.includes('/security/')) {
    return refused(401, 'Unauthorized', 'Account is not provisioned.');
  }
  const wanted = needed.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  const isMissing = wanted.some((name) => options.permissions?.includes(name) === false);
  return isMissing
    ? refused(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
    : null;
}

function createThrottle() {
  let taken: number[] = [];
  return (nowMs: number): VendorAnswer<unknown> | null => {
    taken = taken.filter((at) => nowMs - at < 10_000);
    if (taken.length >= REQUESTS_IN_TEN_SECONDS) {
      return refused(429, 'TooManyRequests', 'Too many requests', { 'retry-after': '10' });
    }
    taken.push(nowMs);
    return null;
  };
}
