import { describe, expect, it } from 'vitest';
import { vendors } from '../../../main/vendors/registry.ts';
import { streamSettingsSchema } from '../../../shared/source-status.ts';
import { vendorDescriptorSchema } from '../../../shared/vendor-descriptor.ts';

/** What the command line promises: names that people have in scripts. */
const promised = [
  { vendor: 'entro', streams: ['audit'], credentials: ['token'], settings: [] },
  {
    vendor: 'entrust-idaas',
    streams: ['authentication', 'management'],
    credentials: ['applicationId', 'sharedSecret'],
    settings: [],
  },
  { vendor: 'hanzo-kms', streams: ['audit-log'], credentials: ['clientId', 'clientSecret'], settings: [] },
  {
    vendor: 'entra-id',
    streams: [
      'sign-in-interactive',
      'sign-in-non-interactive',
      'sign-in-service-principal',
      'sign-in-managed-identity',
      'directory-audit',
      'provisioning',
      'alert',
      'incident',
      'user',
      'group',
      'device',
    ],
    credentials: ['clientSecret'],
    settings: ['tenantId', 'clientId', 'loginUrl'],
  },
  {
    vendor: 'sentinelone',
    streams: [
      'activity',
      'agent',
      'alert',
      'application',
      'application-risk',
      'group',
      'threat',
      'threat-event',
    ],
    credentials: ['token'],
    settings: ['siteIds'],
  },
];

const sorted = (names: readonly string[]) => [...names].sort();
const namesOf = (fields: readonly { readonly name: string }[]) => sorted(fields.map(({ name }) => name));

describe('the registry', () => {
  it('has the vendors that are promised, and no other', () => {
    expect(sorted(vendors.map(({ descriptor }) => descriptor.vendor))).toEqual(
      sorted(promised.map(({ vendor }) => vendor)),
    );
  });

  it.each(promised)('has what is promised of $vendor', ({ vendor, streams, credentials, settings }) => {
    const found = vendors.find(({ descriptor }) => descriptor.vendor === vendor);
    expect(namesOf(found?.descriptor.streams ?? [])).toEqual(sorted(streams));
    expect(namesOf(found?.streams ?? [])).toEqual(sorted(streams));
    expect(namesOf(found?.descriptor.credentials ?? [])).toEqual(sorted(credentials));
    // More settings than promised may be there, if nobody has to fill them in.
    const given = found?.descriptor.settings ?? [];
    expect(namesOf(given)).toEqual(expect.arrayContaining(settings));
    const further = given.filter(({ name }) => !settings.includes(name));
    expect(further.filter(({ required }) => required)).toEqual([]);
  });
});

describe.each(vendors.map((definition) => ({ name: definition.descriptor.vendor, ...definition })))(
  'the descriptor of $name',
  ({ descriptor, streams }) => {
    it('has the form that window and command line read', () => {
      expect(vendorDescriptorSchema.parse(descriptor)).toEqual(descriptor);
    });

    it('says what to do on the vendor’s side, and what each field is', () => {
      expect(descriptor.setUpSteps.length).toBeGreaterThan(2);
      expect(descriptor.title).not.toBe('');
      expect(descriptor.summary).not.toBe('');
      for (const field of [descriptor.url, ...descriptor.credentials, ...descriptor.settings]) {
        expect(field.label).not.toBe('');
        expect(field.help).not.toBe('');
        if (field.choices !== undefined && field.default !== undefined) {
          expect(field.choices.map(({ value }) => value)).toContain(field.default);
        }
      }
    });

    it('shows an address as it should be entered', () => {
      expect(descriptor.url.placeholder ?? 'https://').toMatch(/^https:\/\//);
    });

    it('describes each stream that is declared, once', () => {
      const names = namesOf(descriptor.streams);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(namesOf(streams));
    });

    it('names the permissions of each stream, and all of them together', () => {
      for (const { permissions } of descriptor.streams) {
        expect(permissions.length).toBeGreaterThan(0);
        expect(descriptor.permissions).toEqual(expect.arrayContaining(permissions));
      }
    });

    it('has defaults that may be stored as settings, and asks back no further than the vendor keeps', () => {
      for (const { enabled, intervalSeconds, lookBackDays, pageSize, retentionDays } of descriptor.streams) {
        const settings = { enabled, intervalSeconds, lookBackDays, pageSize: pageSize?.default ?? 0 };
        expect(streamSettingsSchema.parse(settings)).toEqual(settings);
        if (pageSize !== null) {
          expect(pageSize.default).toBeGreaterThan(0);
          expect(pageSize.default).toBeLessThanOrEqual(pageSize.max);
        }
        if (retentionDays !== null) expect(lookBackDays).toBeLessThanOrEqual(retentionDays);
      }
    });

    it('declares streams that can be collected and mapped again', () => {
      for (const { timeoutMs, maxAnswerBytes, mappingVersion } of streams) {
        expect(timeoutMs).toBeGreaterThan(0);
        expect(maxAnswerBytes).toBeGreaterThan(1_024 * 1_024);
        expect(Number.isInteger(mappingVersion) && mappingVersion >= 1).toBe(true);
      }
    });
  },
);
