import type { AppError } from '../../../shared/app-error.ts';
import { appError } from '../../../shared/app-error.ts';
import type { SourceContext } from '../../collector/stream-definition.ts';
import { readObject } from '../read-value.ts';

/** The word before the token is `ApiToken`. Whoever copied the word along, or another, means the token. */
export function authorization(context: SourceContext): string {
  return `ApiToken ${tokenOf(context)}`;
}

export function tokenOf(context: SourceContext): string {
  return (context.credentials.token ?? '').trim().replace(/^(?:ApiToken|Bearer|Token)\s+/i, '');
}

/** What can be seen to be wrong before anything is asked. */
export function checkSettings(context: SourceContext): AppError | null {
  if (/\s/.test(tokenOf(context))) {
    return appError(
      'invalid-input',
      'The API token has a space or a line break in it, which no token has.',
      'Copy the token once more, whole and without anything around it.',
    );
  }
  const sites = context.settings.siteIds ?? '';
  if (sites !== '' && !/^[\s\d,;]+$/.test(sites)) {
    return appError(
      'invalid-input',
      'The site ids hold something else than numbers and commas: names of sites are not ids.',
      'Enter the ids, such as 1234567890123456789, with commas between them; the console shows them under Settings › Sites.',
    );
  }
  return null;
}

/** Newer tokens are JSON web tokens and say when they end. Nothing is verified: it is only for a reminder. */
export function tokenExpiresAtUs(context: SourceContext): number | null {
  const [, payload, signature] = tokenOf(context).split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const { exp } = readObject(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return typeof exp === 'number' && Number.isFinite(exp) && exp > 0 ? Math.round(exp * 1_000_000) : null;
  } catch {
    return null;
  }
}
