import type { AppError } from '../../../shared/app-error.ts';
import type { Verdict } from '../../collector/stream-definition.ts';

/** What the body of a refusal says. */
export interface Said {
  readonly status: number;
  /** The kind of error, such as `TokenError`; empty where the body names none. */
  readonly name: string;
  readonly text: string;
  /** Rights that were missing. */
  readonly rules: readonly string[];
  /** All of it in one line, cut. */
  readonly detail: string;
  readonly traceId: string | null;
}

export function refuse(error: AppError, { detail, traceId }: Said): Verdict {
  return { kind: 'refuse', error: { ...error, detail, ...(traceId === null ? {} : { traceId }) } };
}
