import type { AppError } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import { createMask } from '../secrets/mask-text.ts';

/** The failure with every credential out of its texts: a vendor's own words may repeat what was sent to it. */
export function hideCredentials(
  failure: { readonly ok: false; readonly error: AppError },
  credentials: readonly string[],
): Result<never, AppError> {
  const mask = createMask(credentials);
  const { message, remedy, detail, ...rest } = failure.error;
  return failed({
    ...rest,
    message: mask(message),
    remedy: mask(remedy),
    ...(detail === undefined ? {} : { detail: mask(detail) }),
  });
}
