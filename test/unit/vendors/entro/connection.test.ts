import { describe, expect, it } from 'vitest';
import { auditStream } from '../../../../main/vendors/entro/audit.stream.ts';
import { entro } from '../../../../main/vendors/entro/entro.ts';
import { vendors } from '../../../../main/vendors/registry.ts';
import { vendorDescriptorSchema } from '../../../../shared/vendor-descriptor.ts';

const context = {
  url: 'https://entro.example.com/tenant',
  settings: {},
  credentials: { token: 'a-made-up-token' },
};
const request = (day: string, isToday = false, settings: Record<string, string> = {}) =>
  auditStream.pagination.request({ ...context, settings, pageSize: 0 }, { date: new Date(day), isToday });

describe('requests to Entro', () => {
  it('ask for a past day with the day first, up to the day after', () => {
    expect(request('2025-05-27T00:00:00Z')).toEqual({
      method: 'GET',
      url: 'https://entro.example.com/tenant/v1/scan/auditLogs?from=27%2F05%2F2025&to=28%2F05%2F2025',
      headers: { accept: 'application/json' },
    });
  });

  it('leave `to` out for today', () => {
    expect(request('2025-05-27T00:00:00Z', true).url).toMatch(/\?from=27%2F05%2F2025$/);
  });

  it('count days in UTC over the ends of months, years and summer time', () => {
    const ranges = ['2024-02-28', '2024-02-29', '2025-12-31', '2026-03-29'].map(
      (day) => new URL(request(`${day}T23:59:59Z`).url).searchParams,
    );
    expect(ranges.map((range) => `${range.get('from')}–${range.get('to')}`)).toEqual([
      '28/02/2024–29/02/2024',
      '29/02/2024–01/03/2024',
      '31/12/2025–01/01/2026',
      '29/03/2026–30/03/2026',
    ]);
  });

  it('put a word before the token only if one is set', () => {
    const headers = (settings: Record<string, string>) =>
      entro.auth.kind === 'static' ? entro.auth.headers({ ...context, settings }) : {};
    expect(headers({ authorizationPrefix: ' ' })).toEqual({ authorization: 'a-made-up-token' });
    expect(headers({ authorizationPrefix: 'Bearer' })).toEqual({ authorization: 'Bearer a-made-up-token' });
    expect(entro.secretsInRequests(context)).toEqual(['a-made-up-token']);
  });
});

describe('every vendor of the registry', () => {
  it.each(vendors.map((vendor) => [vendor.descriptor.vendor, vendor] as const))(
    'describes itself and its streams: %s',
    (_name, vendor) => {
      expect(vendorDescriptorSchema.parse(vendor.descriptor)).toEqual(vendor.descriptor);
      expect(vendor.streams.map(({ name }) => name)).toEqual(
        vendor.descriptor.streams.map(({ name }) => name),
      );
    },
  );
});
