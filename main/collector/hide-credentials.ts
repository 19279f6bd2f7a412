import type { AppError } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import { createMask, type Mask, maskText } from '../secrets/mask-text.ts';

/**
 * A mistyped token may be an ordinary word, and masking that would shred our own sentences ("they are ‹secret›, have
 * expired"). No vendor makes tokens this short.
 */
const SHORTEST_IN_SENTENCES = 8;

/**
 * The failure with every credential out of its texts: a vendor's own words, which only `detail` and `traceId` quote, may
 * repeat what was sent to it. `egress` takes out whatever else must not be shown, such as a secret that was exposed.
 */
export function hideCredentials(
  failure: { readonly ok: false; readonly error: AppError },
  credentials: readonly string[],
  egress: Mask = maskText,
): Result<never, AppError> {
  const maskOwn = createMask(credentials.filter(({ length }) => length >= SHORTEST_IN_SENTENCES));
  const maskAll = createMask(credentials);
  const mask = (text: string) => egress(maskOwn(text));
  const maskQuoted = (text: string) => egress(maskAll(text));
  const { message, remedy, detail, traceId, ...rest } = failure.error;
  return failed({
    ...rest,
    message: mask(message),
    remedy: mask(remedy),
    ...(detail === undefined ? {} : { detail: maskQuoted(detail) }),
    ...(traceId === undefined ? {} : { traceId: maskQuoted(traceId) }),
  });
}
