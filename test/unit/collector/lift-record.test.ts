import { describe, expect, it } from 'vitest';
import { liftRecord } from '../../../main/collector/lift-record.ts';
import { openTestVault } from '../secrets/test-vault.ts';

const vault = await openTestVault();
const record = { id: 'r-1', registrationCode: 'obviously-fake-1' };
const secretFields = [['registrationCode']];

describe('lifting a record', () => {
  it('links what is declared as a secret to the event', () => {
    const { lifted, first } = liftRecord({ secretFields }, record, vault);
    expect(first).toMatchObject({ fingerprint: lifted[0]?.fingerprint, length: 16 });
  });

  it('links nothing in a log that is not about exposed secrets, and lifts all the same', () => {
    const found = liftRecord({ secretFields, holdsSecretsByTheWay: true }, record, vault);
    expect(found.first).toBeNull();
    expect(found.lifted).toHaveLength(1);
    expect(JSON.stringify(found.record)).not.toContain('obviously-fake-1');
  });
});
