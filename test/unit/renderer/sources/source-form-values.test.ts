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
import { aSource, aStream } from '../../../helpers/fake-bridge/fake-sources.ts';
import { fakeSuite, fakeVendor as vendor } from '../../../helpers/fake-bridge/fake-vendor.ts';

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
      url: '',
      streams: { audit: { enabled: true, intervalSeconds: 600, lookBackDays: 60, pageSize: 0 } },
      credentials: {},
    });
  });

  it('starts with the address, the choices and the streams that a vendor has by default', () => {
    const values = newSourceValues(fakeSuite, []);
    expect(values).toMatchObject({
      url: 'https://graph.example.com',
      settings: { api: 'v1.0', loginUrl: 'https://login.example.com' },
      expiresOn: '',
    });
    expect(values.streams.device?.enabled).toBe(false);
    expect(values.streams.alert).toEqual({
      enabled: true,
      intervalSeconds: 120,
      lookBackDays: 30,
      pageSize: 200,
    });
  });

  it('has nothing to say about a form that can be sent', () => {
    expect(checkSourceForm(vendor, filled, fresh)).toEqual({});
  });

  it('names each field that is missing', () => {
    const audit = { enabled: true, intervalSeconds: 600, lookBackDays: null, pageSize: 0 };
    const empty = {
      name: ' ',
      url: '',
      credentials: {},
      settings: {},
      streams: { audit },
      expiresOn: 'soon',
    };
    expect(Object.keys(checkSourceForm(vendor, empty, fresh))).toEqual([
      'name',
      'url',
      'credential.token',
      'expiresOn',
      'stream.audit.lookBackDays',
    ]);
  });

  it('asks for one stream at least, and for nothing of those that are off', () => {
    const audit = { enabled: false, intervalSeconds: 600, lookBackDays: null, pageSize: 0 };
    expect(checkSourceForm(vendor, { ...filled, streams: { audit } }, fresh)).toEqual({
      streams: 'Switch on at least one stream.',
    });
    expect(toDraft(vendor, { ...filled, streams: { audit } }).streams.audit).toEqual({
      enabled: false,
      intervalSeconds: 600,
      pageSize: 0,
    });
  });

  it('takes the day on which the credentials end, in UTC', () => {
    expect(toDraft(vendor, { ...filled, expiresOn: '2027-01-31' }).credentialsExpireAtUs).toBe(
      Date.UTC(2027, 0, 31) * 1_000,
    );
    expect(toDraft(vendor, filled).credentialsExpireAtUs).toBeNull();
  });

  it('shows a kept day, but not one that the credentials told themselves', () => {
    const atUs = Date.UTC(2027, 0, 31) * 1_000;
    const expiresOn = (known: 'entered' | 'from-credentials') =>
      keptSourceValues(aSource({ credentialsExpire: { atUs, known } }), vendor).expiresOn;
    expect([expiresOn('entered'), expiresOn('from-credentials')]).toEqual(['2027-01-31', '']);
  });

  it('keeps what is set for each stream of a kept source', () => {
    const settings = { enabled: false, intervalSeconds: 45, lookBackDays: 7, pageSize: 0 };
    const values = keptSourceValues(aSource({ streams: [aStream({ settings })] }), vendor);
    expect(toDraft(vendor, values).streams).toEqual({ audit: settings });
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
    const values = keptSourceValues(aSource(), vendor);
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
    'tenant.entro.example',
    'http://localhost:8080',
    'http://127.0.0.1:9',
    'http://[::1]/',
  ])('%s is taken', (address) => {
    expect(checkAddress(address)).toBeNull();
  });

  it.each([
    ['', 'missing'],
    ['entro', 'not an address'],
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

  it('concerns the whole form where several credentials could be the wrong one', () => {
    const [credential] = vendor.credentials;
    const two = { ...vendor, credentials: credential ? [credential, { ...credential, name: 'secret' }] : [] };
    expect(fieldOfError(appError('credentials-rejected', '', ''), two)).toBeNull();
  });
});
