import { describe, expect, it } from 'vitest';
import { hideCredentials } from '../../../main/collector/hide-credentials.ts';
import { appError } from '../../../shared/app-error.ts';

const failure = (message: string, detail: string) =>
  ({ ok: false, error: appError('unexpected-response', message, 'Try again.', { detail }) }) as const;

describe('a failure on its way to the screen', () => {
  it('loses every credential, wherever a vendor repeated it', () => {
    const token = 'made-up-token-0123456789';
    const hidden = hideCredentials(failure(`Refused ${token}.`, `said: ${encodeURIComponent(token)}`), [
      token,
    ]);
    expect(JSON.stringify(hidden)).not.toContain(token);
  });

  it('loses a credential that was sent back as the id of the request', () => {
    const token = 'made-up-token-0123456789';
    const error = appError('unexpected-response', 'No.', 'Try again.', { traceId: token });
    expect(JSON.stringify(hideCredentials({ ok: false, error }, [token]))).not.toContain(token);
  });

  it('keeps our own sentences readable when a mistyped token is an ordinary word', () => {
    const hidden = hideCredentials(failure('The credentials are wrong.', 'the vendor said: wrong'), [
      'wrong',
    ]);
    expect(hidden).toMatchObject({
      error: { message: 'The credentials are wrong.', detail: 'the vendor said: ‹secret›' },
    });
  });
});
