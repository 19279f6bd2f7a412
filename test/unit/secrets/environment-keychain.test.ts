import { describe, expect, it } from 'vitest';
import { takeEnvironment } from '../../../main/secrets/environment-keychain.ts';

describe('taking the environment', () => {
  it('leaves no credential and no key for the programs that the process starts', () => {
    const environment: Record<string, string | undefined> = {
      PATH: '/usr/bin',
      KEYGLASS_VAULT_KEY: 'a-fake-key',
      KEYGLASS_VAULT_KEY_NEXT: 'the-next-fake-key',
      KEYGLASS_CREDENTIAL_ENTRO_TOKEN: 'a-fake-token',
      KEYGLASS_HEADLESS: '1',
    };
    const whole = takeEnvironment(environment);
    expect(environment).toEqual({ PATH: '/usr/bin', KEYGLASS_HEADLESS: '1' });
    expect(whole).toMatchObject({
      KEYGLASS_VAULT_KEY: 'a-fake-key',
      KEYGLASS_CREDENTIAL_ENTRO_TOKEN: 'a-fake-token',
    });
  });
});
