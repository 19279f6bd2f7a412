import { type AppError, appErrorSchema } from '../../shared/app-error.ts';
import { failed, type Result } from '../../shared/result.ts';
import { replaceInTexts } from '../secrets/replace-in-texts.ts';

/** Shorter ones would be found by chance all over the text. */
const shortest = 4;

/** The failure with every credential out of its texts, as it is and as it stands in an address. */
export function hideCredentials(
  failure: { readonly ok: false; readonly error: AppError },
  credentials: readonly string[],
): Result<never, AppError> {
  const shown = credentials
    .filter((value) => value.length >= shortest)
    .flatMap((value) => [value, encodeURIComponent(value)]);
  return failed(appErrorSchema.parse(replaceInTexts(failure.error, shown, '‹credential›')));
}
