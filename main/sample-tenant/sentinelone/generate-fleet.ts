import { seededRandom } from '../seeded-random.ts';
import { type ConsoleRow, consoleId, consoleTime, US_PER_DAY } from './console-row.ts';
import { threatsOfDay } from './generate-threats.ts';
import {
  agentVersion,
  type Endpoint,
  fleet,
  groups,
  networkInterfacesOf,
  scopeOf,
  sites,
} from './sample-fleet.ts';

/** Endpoints and groups as the console shows them at a time: one row for each, whose `updatedAt` moves. */

const HOUR_US = 3_600_000_000;

export function agentRows(seed: string, nowUs: number): readonly ConsoleRow[] {
  return fleet.map((endpoint) => agentRow(seed, endpoint, nowUs));
}

function agentRow(seed: string, endpoint: Endpoint, nowUs: number): ConsoleRow {
  // Servers report a change every six hours, people's machines every three.
  const everyUs = endpoint.host.kind === 'server' ? 6 * HOUR_US : 3 * HOUR_US;
  const offset = seededRandom(seed, 'sentinelone-agent', endpoint.index).between(0, everyUs - 1);
  const updatedAtUs = Math.floor((nowUs - offset) / everyUs) * everyUs + offset;
  const random = seededRandom(seed, 'sentinelone-agent', endpoint.index, Math.floor(updatedAtUs / everyUs));
  const active = activeThreats(seed, endpoint, updatedAtUs);
  const data = {
    ...scopeOf(endpoint),
    activeDirectory: { computerDistinguishedName: null, computerMemberOf: [] },
    activeThreats: active,
    agentVersion: random.fraction() < 0.12 ? '23.4.2.216' : agentVersion,
    computerName: endpoint.host.name,
    coreCount: endpoint.host.kind === 'server' ? 16 : 8,
    cpuCount: endpoint.host.kind === 'server' ? 2 : 1,
    createdAt: consoleTime(Date.UTC(2025, 5, 1, 7) * 1_000 + endpoint.index * 61_000_100),
    domain: 'LARKMOOR',
    externalIp: endpoint.externalIp,
    groupIp: endpoint.externalIp.replace(/\d+$/, 'x'),
    id: endpoint.agentId,
    infected: active > 0,
    isActive: random.fraction() < 0.94,
    isDecommissioned: false,
    isPendingUninstall: false,
    isUninstalled: false,
    isUpToDate: random.fraction() < 0.88,
    lastActiveDate: consoleTime(updatedAtUs - 5_000_000),
    lastIpToMgmt: endpoint.host.ip,
    lastLoggedInUserName: endpoint.user ?? '',
    licenseKey: '',
    locations: null,
    machineType: endpoint.host.kind,
    mitigationMode: 'protect',
    modelName: endpoint.host.kind === 'server' ? 'Example Rack 2' : 'Example Book 14',
    networkInterfaces: networkInterfacesOf(endpoint),
    networkStatus: active > 1 ? 'disconnected' : 'connected',
    osArch: '64 bit',
    osName: endpoint.host.os,
    osRevision: '22631',
    osStartTime: consoleTime(updatedAtUs - (updatedAtUs % US_PER_DAY)).replace('.000000', ''),
    osType: endpoint.osType,
    registeredAt: consoleTime(Date.UTC(2025, 5, 1, 7) * 1_000 + endpoint.index * 61_000_100),
    scanStatus: 'finished',
    serialNumber: `LM-SN-${String(endpoint.index + 1).padStart(4, '0')}`,
    tags: { sentinelone: [] },
    totalMemory: 16_384,
    updatedAt: consoleTime(updatedAtUs),
    userActionsNeeded: random.fraction() < 0.1 ? ['reboot_needed'] : [],
    uuid: endpoint.uuid,
  };
  return { id: endpoint.agentId, siteId: endpoint.site.id, timeUs: updatedAtUs, visibleFromUs: 0, data };
}

/** Threats of the last days on the endpoint that nobody has dealt with by then. */
function activeThreats(seed: string, endpoint: Endpoint, atUs: number): number {
  const today = Math.floor(atUs / US_PER_DAY);
  return [today - 1, today]
    .flatMap((day) => threatsOfDay(seed, day))
    .filter(
      (threat) =>
        threat.endpoint === endpoint &&
        threat.states.findLast((state) => state.atUs <= atUs)?.mitigationStatus === 'not_mitigated',
    ).length;
}

export function groupRows(seed: string, nowUs: number): readonly ConsoleRow[] {
  return Object.values(groups).map((group, index) => {
    const members = fleet.filter((endpoint) => endpoint.group.id === group.id);
    const site = members[0]?.site ?? sites[0];
    // A group changes every few days.
    const everyUs = (3 + index) * US_PER_DAY;
    const updatedAtUs = Math.floor(nowUs / everyUs) * everyUs + 9 * HOUR_US + index * 1_000_001;
    const timeUs = updatedAtUs <= nowUs ? updatedAtUs : updatedAtUs - everyUs;
    const token = seededRandom(seed, 'sentinelone-group', group.id).text(
      48,
      'abcdefghijklmnopqrstuvwxyz0123456789',
    );
    const data = {
      createdAt: consoleTime(Date.UTC(2025, 4, 30, 12) * 1_000 + index),
      creator: 'Maren Osei',
      creatorId: consoleId(9, 1),
      filterId: null,
      filterName: null,
      id: group.id,
      inherits: index !== 4,
      isDefault: index === 0,
      name: group.name,
      rank: null,
      registrationToken: `fake-registration-${token}`,
      siteId: site.id,
      totalAgents: members.length,
      type: 'static',
      updatedAt: consoleTime(timeUs),
    };
    return { id: group.id, siteId: site.id, timeUs, visibleFromUs: 0, data };
  });
}
