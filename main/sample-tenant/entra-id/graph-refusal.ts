import type { VendorAnswer } from '../serve-vendor.ts';

type Refused = Extract<VendorAnswer<unknown>, { refusal: unknown }>;

/** An error in Graph's form. */
export function refused(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refused {
  const innerError = {
    date: '2026-01-01T00:00:00',
    'request-id': `sample-request-${code}`,
    'client-request-id': 'sample',
  };
  return { status, refusal: { error: { code, message, innerError } }, headers };
}

/** An error in the form of Microsoft's login. */
export function loginRefused(status: number, error: string, code: number, text: string): Refused {
  return {
    status,
    refusal: {
      error,
      error_description: `AADSTS${code}: ${text}\r\nTrace ID: sample-trace-${code}\r\nCorrelation ID: sample-correlation`,
      error_codes: [code],
      timestamp: '2026-01-01 00:00:00Z',
      trace_id: `sample-trace-${code}`,
      correlation_id: 'sample-correlation',
    },
  };
}

export function isRefusal(value: object): value is Refused {
  return 'refusal' in value;
}
