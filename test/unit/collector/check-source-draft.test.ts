import { describe, expect, it } from 'vitest';
import { checkSourceDraft, missingCredential } from '../../../main/collector/check-source-draft.ts';
import type { SourceDraft } from '../../../shared/ipc/ipc-contract.ts';
import { doorVendor } from '../../integration/collector/made-up-vendor.ts';

const { descriptor } = doorVendor();

function aDraft(overrides: Partial<SourceDraft> = {}): SourceDraft {
  return {
    vendor: 'doors',
    name: 'North gate',
    url: 'https://doors.example.com/api',
    lookBackDays: 60,
    intervalMinutes: 10,
    settings: {},
    credentials: { key: 'k' },
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
      value: aDraft({ url: 'https://doors.example.com/api', settings: { wing: 'east' } }),
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
    [{ lookBackDays: 0 }, 'invalid-input', /look-back/],
    [{ lookBackDays: 1.5 }, 'invalid-input', /look-back/],
    [{ intervalMinutes: 10_081 }, 'invalid-input', /interval/],
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
});
