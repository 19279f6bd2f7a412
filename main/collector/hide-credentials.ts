import type { AppError } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import { createMask } from '../secrets/mask-text.ts';

/**
 * A mistyped token may be an ordinary word, and masking that would shred our own sentences ("they are ‹secret›, have
 * expired"). No vendor makes tokens this short.
 */
const SHORTEST_IN_SENTENCES = 8;

/**
 * The failure with every credential out of its texts: a vendor's own words, which only `detail` and `traceId` quote, may
 * repeat what was sent to it.
 */
export function hideCredentials(
  failure: { readonly ok: false; readonly error: AppError },
  credentials: readonly string[],
): Result<never, AppError> {
  const mask = createMask(credentials.filter(({ length }) => length >= SHORTEST_IN_SENTENCES));
  const maskQuoted = createMask(credentials);
  const { message, remedy, detail, traceId, ...rest } = failure.error;
  return failed({
    ...rest,
    message: mask(message),
    remedy: mask(remedy),
    ...(detail === undefined ? {} : { detail: maskQuoted(detail) }),
    ...(traceId === undefined ? {} : { traceId: maskQuoted(traceId) }),
  });
}
