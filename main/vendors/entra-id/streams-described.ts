import type { VendorStream } from '../../../shared/vendor-descriptor.ts';

const auditLog = ['AuditLog.Read.All', 'Directory.Read.All'];
const needsPremium = 'Needs an Entra ID P1 or P2 licence (or Entra ID B2C).';
const defenderNote = 'Needs Microsoft Defender in the tenant, or Entra ID Protection.';

/** What every stream starts with: every two minutes, a month back, as Entra keeps its logs for a month. */
function described(
  name: string,
  title: string,
  summary: string,
  rest: Pick<VendorStream, 'permissions'> & Partial<VendorStream>,
): VendorStream {
  return {
    name,
    title,
    summary,
    enabled: true,
    intervalSeconds: 120,
    lookBackDays: 30,
    pageSize: { default: 1_000, max: 1_000 },
    retentionDays: 30,
    ...rest,
  };
}

/** Nothing is kept of a directory's past, and the page size is a wish. */
const directory = {
  permissions: ['Directory.Read.All'],
  pageSize: { default: 500, max: 999 },
  retentionDays: null,
};

export const entraStreams: readonly VendorStream[] = [
  described('sign-in-interactive', 'Interactive sign-ins', 'People who signed in with their own hands.', {
    permissions: auditLog,
    note: needsPremium,
  }),
  described(
    'sign-in-non-interactive',
    'Non-interactive sign-ins',
    'Sign-ins that a program made for a person, with a token it had.',
    { permissions: auditLog, note: `${needsPremium} The largest of the four logs.` },
  ),
  described(
    'sign-in-service-principal',
    'Service principal sign-ins',
    'Applications that signed in as themselves, with a secret or certificate.',
    { permissions: auditLog, note: needsPremium },
  ),
  described(
    'sign-in-managed-identity',
    'Managed identity sign-ins',
    'Azure resources that signed in with an identity Azure looks after.',
    { permissions: auditLog, note: needsPremium },
  ),
  described(
    'directory-audit',
    'Directory audits',
    'Changes of users, groups, roles, applications and policies.',
    {
      permissions: auditLog,
    },
  ),
  described('provisioning', 'Provisioning', 'Accounts that were created and changed in other systems.', {
    permissions: auditLog,
    note: needsPremium,
  }),
  described('alert', 'Security alerts', 'Alerts of the Defender products and of Entra ID Protection.', {
    permissions: ['SecurityAlert.Read.All'],
    pageSize: { default: 100, max: 1_000 },
    retentionDays: null,
    note: defenderNote,
  }),
  described('incident', 'Security incidents', 'Alerts that Microsoft put together as one attack.', {
    permissions: ['SecurityIncident.Read.All'],
    pageSize: { default: 50, max: 50 },
    retentionDays: null,
    note: defenderNote,
  }),
  described(
    'user',
    'Users',
    'Every account, with its state of synchronisation from Active Directory.',
    directory,
  ),
  described('group', 'Groups', 'Every group and its members.', directory),
  described('device', 'Devices', 'Every registered and joined device.', directory),
];
