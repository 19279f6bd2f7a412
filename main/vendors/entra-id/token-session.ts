import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { US_PER_MINUTE, US_PER_SECOND } from '../../../shared/time-range.ts';
import type { HttpRequest, Session, SessionAuth, SourceContext } from '../../collector/stream-definition.ts';
import { isJsonObject, textOrNull } from '../json-object.ts';
import { readNumber } from '../read-value.ts';
import { graphHostOf, loginUrlOf } from './national-clouds.ts';

/** Client credentials: the application signs in as itself. There is no refresh token, a new one is asked for. */
export const tokenSession: SessionAuth = {
  kind: 'session',
  request: tokenRequest,
  loginUrl: (context) => loginUrlOf(context) ?? context.url,
  read: readTokenAnswer,
  headers: ({ token }) => ({ authorization: `Bearer ${token}` }),
  renewBeforeUs: 5 * US_PER_MINUTE,
};

function tokenRequest(context: SourceContext): HttpRequest {
  const form = {
    grant_type: 'client_credentials',
    client_id: context.settings.clientId?.trim() ?? '',
    // Values of secrets hold ~, + and /, which a form must not carry as they are.
    client_secret: context.credentials.clientSecret?.trim() ?? '',
    scope: `${new URL(graphHostOf(context)).origin}/.default`,
  };
  const tenant = encodeURIComponent(context.settings.tenantId?.trim() ?? '');
  return {
    method: 'POST',
    url: `${loginUrlOf(context) ?? ''}/${tenant}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: Object.entries(form)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
  };
}

function readTokenAnswer(answer: unknown, nowUs: number): Result<Session, AppError> {
  const token = isJsonObject(answer) ? textOrNull(answer.access_token) : null;
  if (!isJsonObject(answer) || token === null) {
    return failed(
      appError(
        'unexpected-response',
        'The login address answered with JSON, but without an access token. Nothing was collected.',
        'Check the login address: for the global cloud it is https://login.microsoftonline.com.',
      ),
    );
  }
  const seconds = readNumber(answer.expires_in);
  return ok({ token, expiresAtUs: seconds === null ? null : nowUs + Math.floor(seconds) * US_PER_SECOND });
}
