/** A refusal in the form of this API. */
export interface Refused {
  readonly status: number;
  readonly refusal: {
    readonly reqId: string;
    readonly statusCode: number;
    readonly message: unknown;
    readonly error: string;
    readonly details?: readonly unknown[];
  };
}

/** What a person would give to the vendor's support. */
const REQUEST_ID = 'req-sample';

export function refused(
  status: number,
  error: string,
  message: unknown,
  details?: readonly unknown[],
): Refused {
  return {
    status,
    refusal: {
      reqId: REQUEST_ID,
      statusCode: status,
      message,
      error,
      ...(details === undefined ? {} : { details }),
    },
  };
}
