import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';

/** What would show another address than the one that is opened: controls, spaces, and what turns the writing direction. */
const MISLEADING = /[\p{Cc}\p{Cf}\p{Z}\p{Cs}\p{Co}\\]/u;

/**
 * The address as it may be given to the person's browser. Addresses come out of events, which an attacker may have
 * written: https only, no credentials in it, and nothing that is read otherwise than it looks.
 */
export function checkLink(address: string): Result<string, AppError> {
  if (MISLEADING.test(address)) {
    return failed(refusal('The address holds characters that do not show, or that show as something else.'));
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'https:' || url.hostname === '') {
    return failed(refusal('Only addresses that begin with https:// are opened.'));
  }
  if (url.username !== '' || url.password !== '') {
    return failed(refusal('The address carries a name or password in it.'));
  }
  return ok(url.href);
}

function refusal(message: string): AppError {
  return appError('invalid-input', message, 'Copy it and look at it before you open it by hand.');
}
