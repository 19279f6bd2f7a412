import type { AppError } from '../../shared/app-error.ts';

/** Names in lower case; of a header that came several times, the values joined by commas. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/**
 * What became of one request. Of a status other than 2xx a short JSON body is kept for the vendor's declaration, which
 * knows which parts of it may be shown: it may hold anything, credentials among it.
 */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: AnswerHeaders;
      /** The parsed JSON; of a status other than 2xx undefined where it is none or long. */
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
