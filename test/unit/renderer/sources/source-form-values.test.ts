import { describe, expect, it } from 'vitest';
import {
  checkAddress,
  checkSourceForm,
  fieldOfError,
  keptSourceValues,
  newSourceValues,
  toDraft,
} from '../../../../renderer/sources/source-form-values.ts';
import { appError } from '../../../../shared/app-error.ts';
import { aSource } from '../../../helpers/fake-bridge/fake-sources.ts';
import { fakeVendor as vendor } from '../../../helpers/fake-bridge/fake-vendor.ts';

const filled = {
  ...newSourceValues(vendor, []),
  url: 'https://entro.example',
  credentials: { token: 'token' },
};
const fresh = { takenNames: [], isKept: false };

describe('the form of a source', () => {
  it('starts with the defaults of the vendor and a name that is free', () => {
    expect(newSourceValues(vendor, ['entro security'])).toMatchObject({
      name: 'Entro Security 2',
      lookBackDays: 60,
      intervalMinutes: 10,
      credentials: {},
    });
  });

  it('has nothing to say about a form that can be sent', () => {
    expect(checkSourceForm(vendor, filled, fresh)).toEqual({});
  });

  it('names each field that is missing', () => {
    const empty = {
      name: ' ',
      url: '',
      lookBackDays: null,
      intervalMinutes: null,
      credentials: {},
      settings: {},
    };
    expect(Object.keys(checkSourceForm(vendor, empty, fresh))).toEqual([
      'name',
      'url',
      'lookBackDays',
      'intervalMinutes',
      'credential.token',
    ]);
  });

  it('refuses the name of another source in any case', () => {
    const errors = checkSourceForm(
      vendor,
      { ...filled, name: 'PROD' },
      { takenNames: ['Prod'], isKept: false },
    );
    expect(errors).toEqual({ name: 'Another source has this name.' });
  });

  it('does not ask a kept source for its token again, and never holds it', () => {
    const values = keptSourceValues(aSource());
    expect(values.credentials).toEqual({});
    expect(checkSourceForm(vendor, values, { takenNames: [], isKept: true })).toEqual({});
    expect(toDraft(vendor, values).credentials).toEqual({});
  });

  it('sends texts without the spaces and line breaks that pasting brings', () => {
    const values = {
      ...filled,
      name: ' Prod ',
      url: 'https://entro.example// ',
      credentials: { token: ' abc\n' },
    };
    expect(toDraft(vendor, values)).toMatchObject({
      name: 'Prod',
      url: 'https://entro.example',
      credentials: { token: 'abc' },
      settings: {},
    });
  });
});

describe('an address', () => {
  it.each([
    'https://entro.example',
    'https://entro.example/base',
    'http://localhost:8080',
    'http://127.0.0.1:9',
    'http://[::1]/',
  ])('%s is taken', (address) => {
    expect(checkAddress(address)).toBeNull();
  });

  it.each([
    ['', 'missing'],
    ['entro.example', 'not an address'],
    ['ftp://entro.example', 'https://'],
    ['http://entro.example', 'Plain http'],
    ['http://127.0.0.1.example.com', 'Plain http'],
    ['https://user:word@entro.example', 'name and password'],
  ])('%s is refused with the reason', (address, reason) => {
    expect(checkAddress(address)).toContain(reason);
  });
});

describe('an answer of main', () => {
  it('stands at the field that can mend it', () => {
    const of = (kind: Parameters<typeof appError>[0]) => fieldOfError(appError(kind, '', ''), vendor);
    expect([of('insecure-address'), of('credentials-rejected'), of('storage')]).toEqual([
      'url',
      'credential.token',
      null,
    ]);
  });
});
