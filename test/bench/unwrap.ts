import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';

/** The value, or an exception: a bench that went on after an error would print the time of the error. */
export function unwrap<Value>(result: Result<Value, AppError>): Value {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}
