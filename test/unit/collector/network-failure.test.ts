import { describe, expect, it } from 'vitest';
import { explainNetworkFailure, networkErrorCode } from '../../../main/collector/network-failure.ts';

describe('what a network failure means', () => {
  it.each([
    ['ENOTFOUND', 'vendor-unreachable', true, /can't be found/],
    ['ECONNREFUSED', 'vendor-unreachable', true, /refused/],
    ['UND_ERR_SOCKET', 'vendor-unreachable', true, /broke off/],
    ['UND_ERR_HEADERS_TIMEOUT', 'vendor-unreachable', true, /in time/],
    ['ENETUNREACH', 'vendor-unreachable', true, /offline/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-problem', false, /self-signed/],
    ['CERT_HAS_EXPIRED', 'tls-problem', false, /expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-problem', false, /another name/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-problem', false, /does not speak https/],
    ['UND_ERR_INVALID_ARG', 'invalid-input', false, /not allowed/],
    ['E_NEVER_HEARD_OF', 'vendor-unreachable', true, /broke off/],
  ] as const)('explains %s as %s', (code, kind, mayPass, message) => {
    const failure = explainNetworkFailure(code, 'api.example.com');
    expect(failure).toMatchObject({ mayPass, error: { kind, message: expect.stringMatching(message) } });
    expect(failure.error.message).toContain('api.example.com');
  });

  it('finds the code in a cause and in one of several attempts', () => {
    const inner = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    expect(networkErrorCode(new Error('outer', { cause: inner }))).toBe('ECONNREFUSED');
    expect(networkErrorCode(new AggregateError([inner]))).toBe('ECONNREFUSED');
    expect(networkErrorCode('text')).toBe('unknown');
  });
});
