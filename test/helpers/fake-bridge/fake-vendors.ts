import type { VendorDescriptor, VendorStream } from '../../../shared/vendor-descriptor.ts';
import { fakeVendor } from './fake-vendor.ts';

/** The five vendors with some of their streams: enough for names and choices. */
export const fakeVendors: readonly VendorDescriptor[] = [
  fakeVendor,
  aVendor('entrust-idaas', 'Entrust IDaaS', 'Sign-ins and administrative changes, from the audit log.', [
    ['authentication', 'Authentication'],
    ['management', 'Management'],
  ]),
  aVendor('hanzo-kms', 'Hanzo KMS', 'Who read and changed which secret, from the audit log.', [
    ['audit-log', 'Audit log'],
  ]),
  aVendor(
    'entra-id',
    'Microsoft Entra ID',
    'Sign-ins, directory changes, alerts and accounts, through Graph.',
    [
      ['sign-in-interactive', 'Interactive sign-ins'],
      ['directory-audit', 'Directory audits'],
      ['alert', 'Security alerts'],
      ['user', 'Users'],
    ],
  ),
  aVendor('sentinelone', 'SentinelOne', 'Endpoints, detections and risky applications, from the console.', [
    ['activity', 'Activities'],
    ['agent', 'Agents'],
    ['threat', 'Threats'],
    ['alert', 'Alerts'],
    ['application-risk', 'Application risks'],
  ]),
];

function aVendor(
  vendor: string,
  title: string,
  summary: string,
  streams: readonly (readonly [name: string, title: string])[],
): VendorDescriptor {
  return { ...fakeVendor, vendor, title, summary, streams: streams.map(([name, of]) => aStreamOf(name, of)) };
}

function aStreamOf(name: string, title: string): VendorStream {
  return {
    name,
    title,
    summary: `What ${title.toLowerCase()} tell`,
    enabled: true,
    intervalSeconds: 120,
    lookBackDays: 30,
    pageSize: null,
    retentionDays: null,
    permissions: [],
  };
}
