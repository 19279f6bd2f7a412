import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type ConsoleRow, consoleId, consoleTime, US_PER_DAY } from './console-row.ts';
import { account, agentVersion, type Endpoint, fleet } from './sample-fleet.ts';

interface Rule {
  readonly weight: number;
  readonly name: string;
  readonly severity: 'Low' | 'Medium' | 'High' | 'Critical';
  readonly eventType: string;
  readonly process: string;
  readonly commandLine: string;
  readonly info: Readonly<Record<string, unknown>>;
}

const rules: readonly [Rule, ...Rule[]] = [
  {
    weight: 4,
    name: 'Encoded PowerShell',
    severity: 'High',
    eventType: 'PROCESSCREATION',
    process: 'powershell.exe',
    commandLine: 'powershell.exe -nop -enc ZgBhAGsAZQA=',
    info: {},
  },
  {
    weight: 3,
    name: 'Name of a new domain asked for',
    severity: 'Medium',
    eventType: 'DNS',
    process: 'msedge.exe',
    commandLine: 'msedge.exe',
    info: { dnsRequest: 'cdn.waybill-tracker.example', dnsResponse: '203.0.113.66;' },
  },
  {
    weight: 3,
    name: 'Connection to a port for remote work',
    severity: 'Low',
    eventType: 'TCPV4',
    process: 'mstsc.exe',
    commandLine: 'mstsc.exe /v:203.0.113.70',
    info: { srcPort: '50123', dstIp: '203.0.113.70', dstPort: '3389', netEventDirection: 'OUTGOING' },
  },
  {
    weight: 1,
    name: 'Credentials read from memory',
    severity: 'Critical',
    eventType: 'PROCESSCREATION',
    process: 'rundll32.exe',
    commandLine: 'rundll32.exe comsvcs.dll, MiniDump 700 C:\\Temp\\x.dmp full',
    info: {},
  },
  {
    weight: 2,
    name: 'Start with the machine',
    severity: 'Medium',
    eventType: 'REGVALUECREATE',
    process: 'reg.exe',
    commandLine: 'reg.exe add HKLM\\SOFTWARE\\Example\\Run',
    info: {
      registryKeyPath: 'MACHINE\\SOFTWARE\\Example\\Run',
      registryPath: 'MACHINE\\SOFTWARE\\Example\\Run\\Updater',
      registryValue: 'C:\\Temp\\updater.exe',
    },
  },
];

/** An alert as it was reported, and once more as an analyst left it; the console shows the state of the moment. */
export interface SampleAlert {
  readonly createdAtUs: number;
  readonly reportedAtUs: number;
  readonly closedAtUs: number | null;
  row(nowUs: number): ConsoleRow;
}

export function alertsOfDay(seed: string, day: number): readonly SampleAlert[] {
  const random = seededRandom(seed, 'sentinelone-alerts', day);
  const onWindows = fleet.filter(({ osType }) => osType === 'windows');
  return Array.from({ length: random.between(5, 14) }, (_, index) => {
    const endpoint = onWindows[random.between(0, onWindows.length - 1)] ?? fleet[0];
    return alertOf(random, day, index, endpoint);
  }).sort((a, b) => a.createdAtUs - b.createdAtUs);
}

function alertOf(random: SeededRandom, day: number, index: number, endpoint: Endpoint): SampleAlert {
  const rule = random.pickWeighted(rules);
  const createdAtUs = day * US_PER_DAY + Math.floor((6 + random.fraction() * 14) * 3_600_000_000) + 4_000;
  // Some are written down late: later ones can be seen before them.
  const delayUs =
    random.fraction() < 0.1 ? random.between(60, 150) * 1_000_000 : random.between(100_000, 300_000);
  const reportedAtUs = createdAtUs + delayUs;
  const closedAtUs = random.fraction() < 0.5 ? reportedAtUs + random.between(600, 40_000) * 1_000_000 : null;
  const verdict = random.fraction() < 0.3 ? 'False positive' : 'True positive';
  const pid = random.between(1_000, 9_999);
  const id = consoleId(10, day, index);
  return {
    createdAtUs,
    reportedAtUs,
    closedAtUs,
    row: (nowUs) => {
      const isClosed = closedAtUs !== null && closedAtUs <= nowUs;
      const data = {
        ...partsOf(rule, endpoint, pid),
        alertInfo: {
          ...unusedInfo,
          alertId: id,
          analystVerdict: isClosed ? verdict : 'Undefined',
          createdAt: consoleTime(createdAtUs),
          dvEventId: `01EXAMPLE${day}_${index}`,
          eventType: rule.eventType,
          hitType: 'Events',
          incidentStatus: isClosed ? 'Resolved' : 'Unresolved',
          isEdr: true,
          reportedAt: consoleTime(reportedAtUs),
          source: 'STAR',
          srcMachineIp: endpoint.host.ip,
          updatedAt: consoleTime(isClosed ? closedAtUs : reportedAtUs),
          ...(rule.eventType === 'TCPV4' ? { srcIp: endpoint.host.ip } : {}),
          ...rule.info,
        },
      };
      return { id, siteId: endpoint.site.id, timeUs: createdAtUs, visibleFromUs: reportedAtUs, data };
    },
  };
}

const unusedInfo = {
  dnsRequest: null,
  dnsResponse: null,
  dstIp: null,
  dstPort: null,
  loginsUserName: null,
  modulePath: null,
  registryKeyPath: null,
  registryPath: null,
  srcIp: null,
  srcPort: null,
};

function partsOf(rule: Rule, endpoint: Endpoint, pid: number) {
  const user = `LARKMOOR\\${endpoint.user ?? 'svc-kiosk'}`;
  return {
    agentDetectionInfo: {
      accountId: account.id,
      machineType: endpoint.host.kind,
      name: endpoint.host.name,
      osFamily: endpoint.osType,
      osName: endpoint.host.os,
      osRevision: '22631',
      siteId: endpoint.site.id,
      uuid: endpoint.uuid,
      version: agentVersion,
    },
    agentRealtimeInfo: {
      id: endpoint.agentId,
      infected: false,
      isActive: true,
      isDecommissioned: false,
      machineType: endpoint.host.kind,
      name: endpoint.host.name,
      os: endpoint.osType,
      uuid: endpoint.uuid,
    },
    containerInfo: { id: null, image: null, labels: null, name: null },
    kubernetesInfo: { cluster: null, namespace: null, pod: null },
    ruleInfo: {
      description: null,
      id: consoleId(11, rules.indexOf(rule) + 1),
      name: rule.name,
      scopeLevel: 'account',
      severity: rule.severity,
      treatAsThreat: 'UNDEFINED',
    },
    sourceParentProcessInfo: processOf('explorer.exe', pid - 8, 'C:\\Windows\\explorer.exe', user),
    sourceProcessInfo: processOf(rule.process, pid, rule.commandLine, user),
    targetProcessInfo: {
      tgtFileCreatedAt: '1970-01-01T00:00:00Z',
      tgtFileModifiedAt: '1970-01-01T00:00:00Z',
    },
  };
}

function processOf(name: string, pid: number, commandline: string, user: string) {
  const random = seededRandom('sentinelone-process', name);
  return {
    commandline,
    fileHashMd5: random.text(32, '0123456789abcdef'),
    fileHashSha1: random.text(40, '0123456789abcdef'),
    fileHashSha256: random.text(64, '0123456789abcdef'),
    filePath: `C:\\Windows\\System32\\${name}`,
    fileSignerIdentity: 'EXAMPLE PUBLISHER',
    integrityLevel: 'MEDIUM',
    name,
    pid: String(pid),
    storyline: random.text(16, '0123456789ABCDEF'),
    subsystem: 'sys_win32',
    uniqueId: `${name}-${pid}`,
    user,
  };
}
