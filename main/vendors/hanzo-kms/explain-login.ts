import { type AppError, appError } from '../../../shared/app-error.ts';
import type { SourceContext, Verdict } from '../../collector/stream-definition.ts';
import { addressNotTrusted } from './address-not-trusted.ts';
import { refuse, type Said } from './said.ts';

/** Why universal auth refuses. Nothing here is tried again at once: three failures lock the identity out. */
export function explainLogin(said: Said, context: SourceContext): Verdict | null {
  if (said.status !== 400 && said.status !== 401 && said.status !== 403 && said.status !== 422) return null;
  return refuse(loginError(said, context), said);
}

function loginError({ status, text }: Said, context: SourceContext): AppError {
  if (/\block(?:ed|out)\b|locked out/i.test(text)) return lockedOut();
  if (/usage|number of uses|uses? limit/i.test(text)) return usedUp();
  if (/expired/i.test(text)) return secretExpired();
  if (status === 403 || /trusted|\bip\b|ip address/i.test(text))
    return addressNotTrusted('The client secret');
  return notAccepted(context);
}

function lockedOut(): AppError {
  return appError(
    'credentials-rejected',
    'Hanzo KMS has locked the machine identity out after failed logins (usually three, for five minutes).',
    'Make sure that client ID and client secret are right, wait until the lock-out is over, then test the connection once. An administrator can lift the lock-out in the identity’s Universal Auth settings. Each further failed login prolongs it.',
  );
}

function usedUp(): AppError {
  return appError(
    'credentials-rejected',
    'The client secret has been used as often as it may be: its limit on the number of uses is reached.',
    'Create a client secret without a limit on its number of uses and enter it in the settings of this source.',
  );
}

function secretExpired(): AppError {
  return appError(
    'credentials-rejected',
    'The client secret of the machine identity has expired.',
    'Create a new client secret in the identity’s Universal Auth settings and enter it in the settings of this source.',
  );
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHORTEST_SECRET = 16;

function notAccepted({ credentials }: SourceContext): AppError {
  const id = credentials.clientId?.trim() ?? '';
  const secret = credentials.clientSecret?.trim() ?? '';
  const what = 'Hanzo KMS does not accept client ID and client secret';
  const likely =
    UUID.test(secret) && !UUID.test(id)
      ? ': they look as if they were swapped'
      : UUID.test(secret)
        ? ': it looks as if the client secret’s ID was entered instead of its value'
        : secret.length < SHORTEST_SECRET
          ? ': what was entered as client secret is as short as the beginning that the list of client secrets shows'
          : '';
  return appError(
    'credentials-rejected',
    `${what}${likely}.`,
    'Copy the client ID from the identity’s Universal Auth settings, create a new client secret there (its value is shown once), and enter both. Don’t try again and again: three failed logins lock the identity out for some minutes.',
  );
}
