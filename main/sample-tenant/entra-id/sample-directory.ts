import { type SampleHost, type SamplePerson, sampleCompany, sampleHosts, samplePeople } from '../people.ts';
import { seededRandom } from '../seeded-random.ts';

/** Ids of the made-up tenant: the same for the same thing, whatever the seed. */
export function idOf(kind: string, name: string): string {
  return seededRandom('entra-id', kind, name).uuid();
}

export const sampleTenantId = idOf('tenant', sampleCompany.name);

export const sampleApps = {
  portal: { id: idOf('app', 'portal'), name: 'Larkmoor Portal' },
  exchange: { id: idOf('app', 'exchange'), name: 'Office 365 Exchange Online' },
  files: { id: idOf('app', 'files'), name: 'Office 365 SharePoint Online' },
  graph: { id: '00000003-0000-0000-c000-000000000000', name: 'Microsoft Graph' },
  azure: { id: idOf('app', 'azure'), name: 'Azure Portal' },
  storage: { id: idOf('app', 'storage'), name: 'Azure Storage' },
  mailMerge: { id: idOf('app', 'mail-merge'), name: 'Quick Mail Merge' },
} as const;

/** Programs that sign in as themselves; the secret of the first has run out. */
export const samplePrograms = [
  'nightly-export',
  'fleet-planner-sync',
  'invoice-scanner',
  'backup-agent',
] as const;
export const sampleIdentities = ['lm-build-01', 'lm-build-02', 'lm-web-01', 'lm-db-01'] as const;

export const sampleGroups = [
  { name: 'Payroll', isOnPremises: false, department: 'Finance' },
  { name: 'Warehouse', isOnPremises: true, department: 'Operations' },
  { name: 'Engineering', isOnPremises: false, department: 'Engineering' },
  { name: 'Service desk', isOnPremises: true, department: 'IT' },
  { name: 'Security operations', isOnPremises: false, department: 'Security' },
  { name: 'VPN users', isOnPremises: true, department: 'Sales' },
] as const;

export type GraphObject = Readonly<Record<string, unknown>> & { readonly id: string };

export function personId(person: SamplePerson): string {
  return idOf('user', person.email);
}

export function personNamed(name: string): SamplePerson {
  return samplePeople.find((person) => person.name === name) ?? samplePeople[0];
}

export function hostOfPerson(person: SamplePerson): SampleHost | undefined {
  return sampleHosts.find(({ owner }) => owner === person.email);
}

/** Every user, group and device as they were on the first day. */
export function firstDirectory(
  startMs: number,
): Readonly<Record<'users' | 'groups' | 'devices', GraphObject[]>> {
  const syncedAt = new Date(startMs).toISOString();
  return {
    users: samplePeople.map((person, index) => userOf(person, index, syncedAt)),
    groups: sampleGroups.map((group) => groupOf(group, syncedAt)),
    devices: sampleHosts.map((host) => deviceOf(host, startMs, syncedAt)),
  };
}

function userOf(person: SamplePerson, index: number, syncedAt: string): GraphObject {
  const { name, email, upn, accountName, department, jobTitle, office } = person;
  const [givenName = '', surname = ''] = name.split(' ');
  const isFormer = index === 34;
  const domain = sampleCompany.internalDomain;
  const onPremises = {
    onPremisesSyncEnabled: !isFormer,
    onPremisesSamAccountName: accountName,
    onPremisesSecurityIdentifier: `S-1-5-21-1111-2222-3333-${1_000 + index}`,
    onPremisesDistinguishedName: `CN=${name},OU=${department},DC=${domain.split('.').join(',DC=')}`,
    onPremisesDomainName: domain,
    onPremisesUserPrincipalName: `${accountName}@${domain}`,
    onPremisesLastSyncDateTime: syncedAt,
    onPremisesProvisioningErrors: [],
  };
  return {
    id: personId(person),
    displayName: name,
    userPrincipalName: upn,
    mail: email,
    accountEnabled: true,
    userType: 'Member',
    createdDateTime: `20${18 + (index % 7)}-03-0${1 + (index % 9)}T08:00:00Z`,
    givenName,
    surname,
    jobTitle,
    department,
    companyName: sampleCompany.name,
    officeLocation: office,
    mobilePhone: null,
    ...(person.isOnPremises || isFormer ? onPremises : { onPremisesSyncEnabled: null }),
  };
}

function groupOf(group: (typeof sampleGroups)[number], syncedAt: string): GraphObject {
  const members = samplePeople.filter(({ department }) => department === group.department);
  return {
    id: idOf('group', group.name),
    displayName: group.name,
    description: `${group.name} of ${sampleCompany.name}`,
    groupTypes: group.isOnPremises ? [] : ['Unified'],
    mailEnabled: !group.isOnPremises,
    securityEnabled: group.isOnPremises,
    createdDateTime: '2019-02-01T08:00:00Z',
    ...(group.isOnPremises
      ? {
          onPremisesSyncEnabled: true,
          onPremisesDomainName: sampleCompany.internalDomain,
          onPremisesSamAccountName: group.name,
          onPremisesLastSyncDateTime: syncedAt,
        }
      : { onPremisesSyncEnabled: null }),
    'members@delta': members.map((person) => ({
      '@odata.type': '#microsoft.graph.user',
      id: personId(person),
    })),
  };
}

function deviceOf(host: SampleHost, startMs: number, syncedAt: string): GraphObject {
  const isWindows = host.os.startsWith('Windows');
  return {
    id: idOf('device', host.name),
    displayName: host.name,
    deviceId: deviceId(host),
    operatingSystem: isWindows ? 'Windows' : host.os.startsWith('macOS') ? 'macOS' : 'Linux',
    operatingSystemVersion: host.os.replace(/^\D+/, ''),
    accountEnabled: true,
    trustType: isWindows ? 'ServerAd' : 'AzureAd',
    isCompliant: host.kind !== 'desktop',
    isManaged: true,
    manufacturer: 'Example Computers',
    model: host.kind === 'laptop' ? 'Slate 3' : 'Rack 9',
    registrationDateTime: '2025-02-03T08:00:00Z',
    approximateLastSignInDateTime: new Date(startMs - 3_600_000).toISOString(),
    onPremisesSyncEnabled: isWindows ? true : null,
    ...(isWindows ? { onPremisesLastSyncDateTime: syncedAt } : {}),
  };
}

export function deviceId(host: SampleHost): string {
  return idOf('device-id', host.name);
}
