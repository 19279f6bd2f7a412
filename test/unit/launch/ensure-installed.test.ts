import { describe, expect, it } from 'vitest';
import { holdsWhatIsWanted } from '../../../main/launch/ensure-installed.mjs';

const lock = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
  'node_modules/binding-for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};
const installed = { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' } };

describe('what is installed', () => {
  it('is enough without the optional parts of other systems', () => {
    expect(holdsWhatIsWanted(lock, installed)).toBe(true);
  });

  it('is out of date when a part has another version or other bytes', () => {
    expect(holdsWhatIsWanted(lock, { 'node_modules/zod': { version: '4.0.1', integrity: 'sha512-a' } })).toBe(
      false,
    );
    expect(holdsWhatIsWanted(lock, { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-c' } })).toBe(
      false,
    );
  });

  it('is out of date when a part is missing or one too many is there', () => {
    expect(holdsWhatIsWanted(lock, {})).toBe(false);
    expect(holdsWhatIsWanted(lock, { ...installed, 'node_modules/left-over': { version: '1.0.0' } })).toBe(
      false,
    );
  });
});
