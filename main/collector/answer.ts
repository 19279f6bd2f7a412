import type { AppError } from '../../shared/app-error.ts';

/** Names in lower case; of a header that came several times, the values joined by commas. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/**
 * What became of one request. Of a status other than 2xx the body is thrown away unread: it may hold anything,
 * credentials among it, and the status says enough.
 */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: AnswerHeaders;
      /** The parsed JSON of a 2xx answer; undefined for every other status. */
      readonly json: unknown;
      /** After decompression. */
      readonly bytes: number;
    }
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      /** Whether the same request may well succeed a little later. */
      readonly mayPass: boolean;
    }
  | { readonly kind: 'cancelled' };
