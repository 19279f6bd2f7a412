import { describe, expect, it } from 'vitest';
import { aChange, processed } from './an-audit-event.ts';

const SECRET = 'fake-hidden-value-4711';

function outcomeOf(auditDetails: unknown): string {
  return JSON.stringify(processed(aChange({ auditDetails, message: `now ${SECRET}` }), 'management'));
}

describe('the attributes of a changed thing', () => {
  it.each([
    'password',
    'userPassword',
    'passwordHash',
    'sharedSecret',
    'clientSecretValue',
    'token',
    'tokenSeed',
    'apiKey',
    'keyPem',
    'encryptionKeyData',
    'activationCode',
    'tempAccessCode',
    'secretAnswer',
    'otp',
    'pin',
  ])('named %s hold a secret, which is lifted out wherever it stands', (name) => {
    for (const details of [
      { modifiedEntityAttributes: [{ name, oldValue: 'fake-older-value-4710', newValue: SECRET }] },
      { modifiedEntityAttributes: [{ name, oldValue: SECRET, newValue: null }] },
      {
        entityAttributes: [
          { name: 'other', value: '1' },
          { name, value: SECRET },
        ],
      },
    ]) {
      const outcome = outcomeOf(details);
      expect(outcome).not.toContain(SECRET);
      expect(outcome).not.toContain('fake-older-value-4710');
      expect(outcome).toContain(`"${name}"`);
    }
  });

  it.each(['password', 'token', 'sharedSecret'])('named %s hold one in an object as well', (name) => {
    expect(outcomeOf({ entityAttributes: { [name]: SECRET } })).not.toContain(SECRET);
  });

  it.each([
    'passwordMinLength',
    'tokenSerialNumber',
    'tokenType',
    'otpDeliveryType',
    'maxTokens',
    'keySize',
    'state',
  ])('named %s are about a secret and stay readable', (name) => {
    const { raw } = processed(
      aChange({ auditDetails: { modifiedEntityAttributes: [{ name, oldValue: '8', newValue: '12' }] } }),
      'management',
    );
    expect(raw).toMatchObject({
      auditDetails: { modifiedEntityAttributes: [{ name, oldValue: '8', newValue: '12' }] },
    });
  });

  it('that are flags stay readable', () => {
    const auditDetails = {
      modifiedEntityAttributes: [{ name: 'passwordSecretFlag', oldValue: false, newValue: 'true' }],
    };
    expect(processed(aChange({ auditDetails }), 'management').raw).toMatchObject({ auditDetails });
  });
});
