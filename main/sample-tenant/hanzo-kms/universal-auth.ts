import { US_PER_MINUTE, US_PER_SECOND } from '../../../shared/time-range.ts';
import type { Clock } from '../../collector/clock.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { type Refused, refused } from './refused.ts';

export interface UniversalAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** 0 is a token without an end. */
  readonly tokenLifeSeconds: number;
  /** How many logins the client secret is good for. */
  readonly clientSecretUses?: number;
  readonly isClientSecretExpired?: boolean;
  /** The caller's address is not among the trusted ones. */
  readonly isUntrustedAddress?: boolean;
}

export type LoginAnswer =
  | {
      readonly accessToken: string;
      readonly expiresIn: number;
      readonly accessTokenMaxTTL: number;
      readonly tokenType: 'Bearer';
    }
  | Refused;

export interface UniversalAuth {
  logIn(body: string): LoginAnswer;
  /** Null where the token is good. */
  check(authorization: string | undefined): Refused | null;
  /** Ends every token at once, as an administrator can. */
  endSessions(): void;
}

const FAILURES_TO_LOCK = 3;
const LOCK_US = 5 * US_PER_MINUTE;

/** Logins as the server counts them: three failures lock the identity out, a client secret can be used up. */
export function createUniversalAuth(
  options: UniversalAuthOptions,
  clock: Clock,
  random: SeededRandom,
): UniversalAuth {
  const tokens = new Map<string, number>();
  let failures = 0;
  let lockedUntilUs = 0;
  let uses = 0;

  function verify(clientId: string, clientSecret: string): Refused | null {
    if (options.isUntrustedAddress === true)
      return refused(403, 'ForbiddenError', 'IP address is not in the list of trusted IPs');
    if (clock.nowUs() < lockedUntilUs)
      return unauthorized('This identity auth method is temporarily locked, please try again later');
    if (clientId !== options.clientId || clientSecret !== options.clientSecret) {
      failures += 1;
      if (failures >= FAILURES_TO_LOCK) {
        lockedUntilUs = clock.nowUs() + LOCK_US;
        failures = 0;
      }
      return unauthorized('Invalid credentials');
    }
    if (options.isClientSecretExpired === true)
      return unauthorized('Access denied due to expired client secret');
    if (uses >= (options.clientSecretUses ?? Number.POSITIVE_INFINITY)) {
      return unauthorized('Access denied due to client secret usage limit reached');
    }
    return null;
  }

  return {
    logIn(body) {
      const { clientId, clientSecret } = readBody(body);
      if (typeof clientId !== 'string' || typeof clientSecret !== 'string') {
        return refused(422, 'ValidationFailure', [{ path: ['clientId'], message: 'Required' }]);
      }
      const refusal = verify(clientId.trim(), clientSecret.trim());
      if (refusal !== null) return refusal;
      uses += 1;
      failures = 0;
      const { tokenLifeSeconds } = options;
      const accessToken = `sample.${random.uuid()}`;
      tokens.set(
        accessToken,
        tokenLifeSeconds === 0 ? Number.POSITIVE_INFINITY : clock.nowUs() + tokenLifeSeconds * US_PER_SECOND,
      );
      return {
        accessToken,
        expiresIn: tokenLifeSeconds,
        accessTokenMaxTTL: tokenLifeSeconds,
        tokenType: 'Bearer',
      };
    },
    check(authorization) {
      if (authorization === undefined) return unauthorized('Token missing');
      const endsUs = tokens.get(authorization.replace(/^Bearer /, ''));
      if (endsUs === undefined) return refused(403, 'TokenError', 'The provided access token is malformed.');
      return clock.nowUs() < endsUs
        ? null
        : refused(403, 'TokenError', 'Your token has expired. Please re-authenticate.');
    },
    endSessions: () => tokens.clear(),
  };
}

function unauthorized(message: string): Refused {
  return refused(401, 'UnauthorizedError', message);
}

function readBody(body: string): { readonly clientId?: unknown; readonly clientSecret?: unknown } {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}
