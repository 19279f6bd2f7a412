import { describe, expect, it } from 'vitest';
import type { SourceContext } from '../../../../main/collector/stream-definition.ts';
import { entraId } from '../../../../main/vendors/entra-id/entra-id.ts';
import { loginUrlOf, nationalClouds } from '../../../../main/vendors/entra-id/national-clouds.ts';

function source(change: Partial<SourceContext> = {}): SourceContext {
  return {
    url: 'https://graph.microsoft.com',
    settings: { tenantId: 'larkmoor.example', clientId: 'client-1' },
    credentials: { clientSecret: 'a~b+c/d&e=f' },
    ...change,
  };
}

function session() {
  if (entraId.auth.kind !== 'session') throw new Error('a session is expected');
  return entraId.auth;
}

describe('the login of Entra', () => {
  it.each(nationalClouds)('of $title goes to the cloud’s own host and scope', ({ graphHost, loginHost }) => {
    const context = source({ url: `https://${graphHost}` });
    const request = session().request(context);
    expect(request.url).toBe(`https://${loginHost}/larkmoor.example/oauth2/v2.0/token`);
    expect(new URLSearchParams(request.body).get('scope')).toBe(`https://${graphHost}/.default`);
    expect(session().loginUrl?.(context)).toBe(`https://${loginHost}`);
    expect(entraId.checkSettings?.(context)).toBeNull();
  });

  it('encodes the secret, which a form would otherwise change', () => {
    const { body, method, headers } = session().request(source());
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(body).toContain('client_secret=a~b%2Bc%2Fd%26e%3Df');
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: 'a~b+c/d&e=f',
      scope: 'https://graph.microsoft.com/.default',
    });
    expect(entraId.secretsInRequests(source())).toEqual(['a~b+c/d&e=f', 'a~b%2Bc%2Fd%26e%3Df']);
  });

  it('reads the token and when it ends, also from a number in quotes', () => {
    expect(session().read({ access_token: 'x', expires_in: '3599' }, 1_000_000)).toEqual({
      ok: true,
      value: { token: 'x', expiresAtUs: 3_600_000_000 },
    });
    expect(session().read({ token_type: 'Bearer' }, 0)).toMatchObject({ ok: false });
    expect(session().read('<html>', 0)).toMatchObject({ ok: false });
  });

  it('follows a login address that is set, also one without https in front', () => {
    const at = (loginUrl: string) => loginUrlOf(source({ settings: { loginUrl } }));
    expect(at('http://127.0.0.1:99/')).toBe('http://127.0.0.1:99');
    expect(at('login.partner.microsoftonline.cn')).toBe('https://login.partner.microsoftonline.cn');
  });

  it('takes the address of Graph with a version that was pasted along', () => {
    const { body } = session().request(source({ url: 'https://graph.microsoft.com/v1.0' }));
    expect(new URLSearchParams(body).get('scope')).toBe('https://graph.microsoft.com/.default');
  });
});

describe('settings that cannot be right', () => {
  it.each([
    [
      'two clouds',
      { settings: { tenantId: 't', clientId: 'c', loginUrl: 'https://login.microsoftonline.us' } },
    ],
    ['any tenant', { settings: { tenantId: 'common', clientId: 'c' } }],
    ['a Graph of nobody’s, and no login', { url: 'https://graph.example.com' }],
    [
      'plain http to another machine',
      { settings: { tenantId: 't', clientId: 'c', loginUrl: 'http://login.example.com' } },
    ],
  ])('are refused: %s', (_what, change) => {
    expect(entraId.checkSettings?.(source(change))).toMatchObject({ message: expect.any(String) });
  });

  it('are not: a login on this machine, the newer host of China, GCC High and DoD with one login', () => {
    const at = (url: string, loginUrl: string) =>
      entraId.checkSettings?.(source({ url, settings: { tenantId: 't', clientId: 'c', loginUrl } }));
    expect(at('http://127.0.0.1:1', 'http://127.0.0.1:2')).toBeNull();
    expect(
      at('https://microsoftgraph.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn'),
    ).toBeNull();
    expect(at('https://dod-graph.microsoft.us', 'https://login.microsoftonline.us')).toBeNull();
  });
});
