import { type AppError, appError } from '../../shared/app-error.ts';

export interface NetworkFailure {
  readonly error: AppError;
  /** Whether the same request may well succeed a little later. */
  readonly mayPass: boolean;
}

interface Explanation {
  readonly kind: AppError['kind'];
  readonly mayPass: boolean;
  say(host: string): string;
  readonly remedy: string;
}

const checkNetwork = 'Check the network connection, and whether a proxy or firewall stands in between.';
const askVendorForCertificate =
  'Check that the base URL is right. If the server has a certificate of your company’s own authority, or your company inspects traffic, name the file of that authority’s certificate (PEM) in the settings of this source.';

const noSuchName: Explanation = {
  kind: 'vendor-unreachable',
  mayPass: true,
  say: (host) => `${host} can't be found: the name is unknown here (DNS).`,
  remedy: 'Check the spelling of the base URL, and the network connection (VPN, DNS).',
};
const refused: Explanation = {
  kind: 'vendor-unreachable',
  mayPass: true,
  say: (host) => `${host} refused the connection.`,
  remedy: 'Check the base URL and its port, and whether the service is up.',
};
const brokenOff: Explanation = {
  kind: 'vendor-unreachable',
  mayPass: true,
  say: (host) => `The connection to ${host} broke off before the answer was complete.`,
  remedy: checkNetwork,
};
const timedOut: Explanation = {
  kind: 'vendor-unreachable',
  mayPass: true,
  say: (host) => `${host} did not answer in time.`,
  remedy: checkNetwork,
};
const noWay: Explanation = {
  kind: 'vendor-unreachable',
  mayPass: true,
  say: (host) => `There is no way to ${host} from here: this computer seems to be offline.`,
  remedy: checkNetwork,
};
const unknownIssuer: Explanation = {
  kind: 'tls-problem',
  mayPass: false,
  say: (host) =>
    `${host} shows a certificate that nobody trusted vouches for (self-signed, or an unknown issuer).`,
  remedy: askVendorForCertificate,
};
const expired: Explanation = {
  kind: 'tls-problem',
  mayPass: false,
  say: (host) => `The certificate of ${host} is not valid today: it has expired or has not begun.`,
  remedy:
    'Check the date of this computer. If it is right, the certificate has to be renewed at the other end.',
};
const otherName: Explanation = {
  kind: 'tls-problem',
  mayPass: false,
  say: (host) => `The certificate that ${host} shows belongs to another name.`,
  remedy: 'Check that the base URL is right: something else may answer at this address.',
};
const noTls: Explanation = {
  kind: 'tls-problem',
  mayPass: false,
  say: (host) => `${host} does not speak https in a way that is understood.`,
  remedy: 'Check the base URL and its port.',
};
const notHttp: Explanation = {
  kind: 'unexpected-response',
  mayPass: true,
  say: (host) => `${host} answered in a form that is no proper HTTP; reading was stopped.`,
  remedy:
    'Check the base URL and its port, and whether a proxy stands in between. The request is sent again.',
};
const headersTooLong: Explanation = {
  kind: 'unexpected-response',
  mayPass: false,
  say: (host) => `${host} sent more headers with its answer than are read; reading was stopped.`,
  remedy: 'Check the base URL, and that no sign-in page or proxy answers in place of the API.',
};
const unsendable: Explanation = {
  kind: 'invalid-input',
  mayPass: false,
  say: (host) =>
    `The request to ${host} can't be sent: a credential or setting holds a character that is not allowed.`,
  remedy: 'Enter the credentials again, without line breaks or quotes around them.',
};

const explanations: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: noSuchName,
  EAI_AGAIN: noSuchName,
  EAI_NODATA: noSuchName,
  ECONNREFUSED: refused,
  ECONNRESET: brokenOff,
  EPIPE: brokenOff,
  ECONNABORTED: brokenOff,
  UND_ERR_SOCKET: brokenOff,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: brokenOff,
  ETIMEDOUT: timedOut,
  UND_ERR_CONNECT_TIMEOUT: timedOut,
  UND_ERR_HEADERS_TIMEOUT: timedOut,
  UND_ERR_BODY_TIMEOUT: timedOut,
  EHOSTUNREACH: noWay,
  ENETUNREACH: noWay,
  ENETDOWN: noWay,
  EADDRNOTAVAIL: noWay,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  CERT_UNTRUSTED: unknownIssuer,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: expired,
  ERR_TLS_CERT_ALTNAME_INVALID: otherName,
  CERT_REVOKED: unknownIssuer,
  EPROTO: noTls,
  UND_ERR_HEADERS_OVERFLOW: headersTooLong,
  HPE_HEADER_OVERFLOW: headersTooLong,
  UND_ERR_INVALID_ARG: unsendable,
  ERR_INVALID_CHAR: unsendable,
};

function explanationOfKind(code: string): Explanation {
  if (/^(ERR_SSL|ERR_TLS|CERT_)/.test(code)) return noTls;
  return /^HPE_/.test(code) ? notHttp : brokenOff;
}

/** What an error of the network layer means, in plain words. `code` is Node's, OpenSSL's or undici's own. */
export function explainNetworkFailure(code: string, host: string): NetworkFailure {
  const explanation = explanations[code] ?? explanationOfKind(code);
  const detail = `${host}: ${code}`;
  return {
    error: appError(explanation.kind, explanation.say(host), explanation.remedy, { detail }),
    mayPass: explanation.mayPass,
  };
}

/** The time for the whole answer is over, whatever it was spent on. */
export function explainTimeout(host: string, timeoutMs: number): NetworkFailure {
  const message = `${host} did not answer completely within ${Math.round(timeoutMs / 1_000)} seconds.`;
  return { error: appError('vendor-unreachable', message, checkNetwork), mayPass: true };
}

/** Finds the code in an error or in what caused it (a failed connect to several addresses, a wrapped socket error). */
export function networkErrorCode(error: unknown): string {
  for (
    let current = error, depth = 0;
    depth < 5 && typeof current === 'object' && current !== null;
    depth++
  ) {
    const { code, cause, errors } = current as { code?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === 'string') return code;
    // The parser of undici gives its errors a code only where it knows one.
    if (current instanceof Error && current.name === 'HTTPParserError') return 'HPE_INVALID';
    current = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return 'unknown';
}
