import { type SampleHost, sampleCompany, sampleHosts, sampleOffices, samplePeople } from '../people.ts';
import { seededRandom } from '../seeded-random.ts';
import { consoleId } from './console-row.ts';

/** What the console says of every endpoint of the made-up company. */
export interface Endpoint {
  readonly host: SampleHost;
  readonly index: number;
  readonly agentId: string;
  readonly uuid: string;
  readonly osType: 'windows' | 'linux' | 'macos';
  readonly user: string | null;
  readonly externalIp: string;
  readonly mac: string;
  readonly site: Scope;
  readonly group: Scope;
}

export interface Scope {
  readonly id: string;
  readonly name: string;
}

export const account: Scope = { id: consoleId(1, 1), name: sampleCompany.name };
export const sites: readonly [Scope, ...Scope[]] = [
  { id: consoleId(2, 1), name: 'Offices' },
  { id: consoleId(2, 2), name: 'Data centre' },
];
const [offices, dataCentre = offices] = sites;

export const groups = {
  laptops: { id: consoleId(3, 1), name: 'Laptops' },
  developers: { id: consoleId(3, 2), name: 'Developer machines' },
  kiosks: { id: consoleId(3, 3), name: 'Kiosks' },
  servers: { id: consoleId(3, 4), name: 'Servers' },
  controllers: { id: consoleId(3, 5), name: 'Domain controllers' },
} as const satisfies Readonly<Record<string, Scope>>;

export const agentVersion = '24.2.3.471';

export const fleet: readonly [Endpoint, ...Endpoint[]] = [
  endpointOf(sampleHosts[0], 0),
  ...sampleHosts.slice(1).map((host, index) => endpointOf(host, index + 1)),
];

function endpointOf(host: SampleHost, index: number): Endpoint {
  const random = seededRandom('sentinelone-endpoint', host.name);
  const owner = samplePeople.find(({ email }) => email === host.owner);
  const office = sampleOffices[owner?.office ?? 'Oslo'];
  return {
    host,
    index,
    agentId: consoleId(4, index + 1),
    uuid: random.text(32, '0123456789abcdef'),
    osType: host.os.startsWith('Windows') ? 'windows' : host.os.startsWith('macOS') ? 'macos' : 'linux',
    user: owner?.accountName ?? null,
    externalIp: office.ip,
    mac: `00:00:5E:00:53:${(16 + index).toString(16).padStart(2, '0').toUpperCase()}`,
    site: host.kind === 'server' ? dataCentre : offices,
    group: groupOf(host),
  };
}

function groupOf(host: SampleHost): Scope {
  if (host.name.startsWith('lm-dc')) return groups.controllers;
  if (host.kind === 'server') return groups.servers;
  if (host.kind === 'desktop') return groups.kiosks;
  return host.os.startsWith('Windows') ? groups.laptops : groups.developers;
}

/** What most rows repeat of where they belong. */
export function scopeOf(endpoint: Endpoint) {
  return {
    accountId: account.id,
    accountName: account.name,
    siteId: endpoint.site.id,
    siteName: endpoint.site.name,
    groupId: endpoint.group.id,
    groupName: endpoint.group.name,
  };
}

export function networkInterfacesOf(endpoint: Endpoint) {
  return [
    {
      id: consoleId(5, endpoint.index + 1),
      name: endpoint.osType === 'windows' ? 'Ethernet' : 'en0',
      physical: endpoint.mac,
      inet: [endpoint.host.ip],
      inet6: [`2001:db8::${(16 + endpoint.index).toString(16)}`],
      gatewayIp: '192.0.2.1',
      gatewayMacAddress: '00:00:5E:00:53:01',
    },
  ];
}
