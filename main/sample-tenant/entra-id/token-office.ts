import type { Clock } from '../../collector/clock.ts';
import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import { loginRefused, refused } from './graph-refusal.ts';

export interface TokenOfficeOptions {
  readonly clock: Clock;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenLifeSeconds: number;
}

/** Gives tokens for client credentials, and knows which of them are still good. */
export interface TokenOffice {
  answer(request: VendorRequest): VendorAnswer<unknown>;
  /** Null if the request carries a good token. */
  objection(request: VendorRequest): VendorAnswer<unknown> | null;
}

export function createTokenOffice(options: TokenOfficeOptions): TokenOffice {
  const { clock, tokenLifeSeconds } = options;
  const endsAtUs = new Map<string, number>();
  return {
    answer(request) {
      const objection = objectionToLogin(request, options);
      if (objection !== null) return objection;
      const token = `sample-token-${endsAtUs.size + 1}`;
      endsAtUs.set(token, clock.nowUs() + tokenLifeSeconds * 1_000_000);
      const data = {
        token_type: 'Bearer',
        expires_in: tokenLifeSeconds,
        ext_expires_in: tokenLifeSeconds,
        access_token: token,
      };
      return { status: 200, data };
    },
    objection(request) {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      return clock.nowUs() < (endsAtUs.get(token) ?? 0)
        ? null
        : refused(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
    },
  };
}

function objectionToLogin(request: VendorRequest, options: TokenOfficeOptions) {
  const form = new URLSearchParams(request.body);
  const tenant = request.url.pathname.split('/')[1];
  if (request.method !== 'POST' || !/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')) {
    return loginRefused(400, 'invalid_request', 900144, 'The request body must be a form.');
  }
  if (tenant !== options.tenantId) {
    return loginRefused(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`);
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return loginRefused(400, 'unsupported_grant_type', 70003, 'The grant type is not supported.');
  }
  if (form.get('client_id') !== options.clientId) {
    return loginRefused(
      400,
      'unauthorized_client',
      700016,
      'The application was not found in the directory.',
    );
  }
  if (form.get('client_secret') !== options.clientSecret) {
    return loginRefused(
      401,
      'invalid_client',
      7000215,
      'Invalid client secret provided. Send its value, not its ID.',
    );
  }
  return form.get('scope') === `http://${request.headers.host}/.default`
    ? null
    : loginRefused(
        400,
        'invalid_scope',
        70011,
        'The provided value for the input parameter scope is not valid.',
      );
}
