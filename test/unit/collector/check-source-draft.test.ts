import { describe, expect, it } from 'vitest';
import { checkSourceDraft, missingCredential } from '../../../main/collector/check-source-draft.ts';
import type { SourceDraft } from '../../../shared/ipc/ipc-contract.ts';
import type { VendorDescriptor } from '../../../shared/vendor-descriptor.ts';
import { doorVendor } from '../../integration/collector/made-up-vendor.ts';

const { descriptor } = doorVendor();

function aDraft(overrides: Partial<SourceDraft> = {}): SourceDraft {
  return {
    vendor: 'doors',
    name: 'North gate',
    url: 'https://doors.example.com/api',
    settings: {},
    credentials: { key: 'k' },
    streams: {},
    credentialsExpireAtUs: null,
    ...overrides,
  };
}

function check(overrides: Partial<SourceDraft> = {}, others: string[] = []) {
  return checkSourceDraft(aDraft(overrides), descriptor, others);
}

describe('checking a source before it is kept', () => {
  it('trims what was typed and takes the slash off the address', () => {
    const checked = check({
      name: '  North gate ',
      url: ' HTTPS://Doors.Example.com/api// ',
      settings: { wing: ' east ' },
      credentials: { key: ' k\n' },
    });
    expect(checked).toEqual({
      ok: true,
      value: aDraft({
        url: 'https://doors.example.com/api',
        settings: { wing: 'east' },
        streams: { doors: { enabled: true, intervalSeconds: 600, lookBackDays: 3, pageSize: 0 } },
      }),
    });
  });

  it.each([
    ['tenant.eu.example.com', 'https://tenant.eu.example.com'],
    [' Tenant.Example.com:8443/api/ ', 'https://tenant.example.com:8443/api'],
    ['http://127.0.0.1:9', 'http://127.0.0.1:9'],
    ['https://tenant.example.com', 'https://tenant.example.com'],
  ])('takes the host name %s for an https address', (url, expected) => {
    expect(check({ url })).toMatchObject({ ok: true, value: { url: expected } });
  });

  it.each([
    'localhost:8080',
    '127.0.0.1:8080',
    '10.0.0.1',
    'a:b@doors.example.com',
    'ftp://doors.example.com',
  ])('makes no https address of %s', (url) => {
    expect(check({ url })).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  });

  it('still finds what does not belong to the address where only a host was typed', () => {
    expect(check({ url: 'doors.example.com?token=t' })).toMatchObject({
      error: { message: expect.stringMatching(/after “\?”/) },
    });
  });

  it('takes an empty credential or setting for none', () => {
    expect(check({ credentials: { key: '  ' }, settings: { wing: '' } })).toMatchObject({
      value: { credentials: {}, settings: {} },
    });
  });

  it.each<[Partial<SourceDraft>, string, RegExp]>([
    [{ name: ' ' }, 'invalid-input', /name is empty/],
    [{ name: 'x'.repeat(101) }, 'invalid-input', /longer than 100/],
    [{ name: 'a\nb' }, 'invalid-input', /line break/],
    [{ name: 'SOUTH gate' }, 'invalid-input', /a source named “SOUTH gate” already/],
    [{ url: '' }, 'invalid-input', /base URL is empty/],
    [{ url: 'doors' }, 'invalid-input', /not a web address/],
    [{ url: 'http://doors.example.com' }, 'insecure-address', /plain http/],
    [{ url: 'https://a:b@doors.example.com' }, 'invalid-input', /user name or password/],
    [{ url: 'https://doors.example.com/?token=t' }, 'invalid-input', /after “\?”/],
    [{ streams: { doors: { lookBackDays: 0 } } }, 'invalid-input', /look-back of “doors”/],
    [{ streams: { doors: { lookBackDays: 1.5 } } }, 'invalid-input', /look-back of “doors”/],
    [{ streams: { doors: { intervalSeconds: 9 } } }, 'invalid-input', /interval of “doors”/],
    [{ streams: { doors: { intervalSeconds: 604_801 } } }, 'invalid-input', /interval of “doors”/],
    [{ streams: { windows: {} } }, 'invalid-input', /no stream “windows”/],
    [{ settings: { cellar: 'x' } }, 'invalid-input', /no setting “cellar”/],
    [{ credentials: { pin: 'x' } }, 'invalid-input', /no credential “pin”/],
  ])('refuses %j', (overrides, kind, message) => {
    expect(check(overrides, ['South gate'])).toMatchObject({
      ok: false,
      error: { kind, message: expect.stringMatching(message) },
    });
  });

  it('names the credential that is missing', () => {
    expect(missingCredential(descriptor, {})).toMatchObject({
      kind: 'credentials-missing',
      message: expect.stringContaining('Key'),
    });
    expect(missingCredential(descriptor, { key: 'k' })).toBeNull();
  });

  const withPages: VendorDescriptor = {
    ...descriptor,
    settings: [
      {
        name: 'wing',
        label: 'Wing',
        help: '',
        required: true,
        default: 'east',
        choices: [
          { value: 'east', label: 'East wing' },
          { value: 'west', label: 'West wing' },
        ],
      },
      { name: 'floor', label: 'Floor', help: '', required: false, default: '1' },
    ],
    streams: descriptor.streams.map((stream) => ({ ...stream, pageSize: { default: 100, max: 500 } })),
  };

  it('takes the defaults of the vendor for what is not said, and leaves empty what was emptied', () => {
    expect(checkSourceDraft(aDraft(), withPages, [])).toMatchObject({
      value: {
        settings: { wing: 'east', floor: '1' },
        streams: { doors: { pageSize: 100, lookBackDays: 3 } },
      },
    });
    expect(checkSourceDraft(aDraft({ settings: { floor: '' } }), withPages, [])).toMatchObject({
      value: { settings: { wing: 'east' } },
    });
  });

  it('takes a choice by its value or its label, and no other', () => {
    expect(checkSourceDraft(aDraft({ settings: { wing: 'WEST WING' } }), withPages, [])).toMatchObject({
      value: { settings: { wing: 'west' } },
    });
    expect(checkSourceDraft(aDraft({ settings: { wing: 'north' } }), withPages, [])).toMatchObject({
      error: { message: 'The setting “Wing” can’t be “north”.', remedy: 'Choose one of: east, west.' },
    });
  });

  it('keeps page sizes within what the API takes, and has none where the API has no pages', () => {
    const streams = { doors: { pageSize: 501 } };
    expect(checkSourceDraft(aDraft({ streams }), withPages, [])).toMatchObject({
      error: { message: expect.stringContaining('from 1 to 500') },
    });
    expect(check({ streams })).toMatchObject({ value: { streams: { doors: { pageSize: 0 } } } });
  });
});
