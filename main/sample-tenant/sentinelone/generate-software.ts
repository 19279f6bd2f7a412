import { seededRandom } from '../seeded-random.ts';
import { type ConsoleRow, consoleId, consoleTime, US_PER_DAY } from './console-row.ts';
import { account, type Endpoint, fleet } from './sample-fleet.ts';

interface Application {
  readonly name: string;
  readonly vendor: string;
  readonly versions: readonly [string, ...string[]];
  readonly on: readonly Endpoint['osType'][];
  readonly share: number;
  readonly risks: readonly (readonly [cve: string, severity: string, score: string])[];
}

const everywhere = ['windows', 'linux', 'macos'] as const;

/** Names as awkward as real ones: spaces, ampersands, plus signs, other scripts, and a vendor nobody entered. */
export const applications: readonly Application[] = [
  {
    name: 'Freight Desk',
    vendor: 'Larkmoor Freight',
    versions: ['5.2.0', '5.1.3'],
    on: ['windows', 'macos'],
    share: 0.9,
    risks: [],
  },
  {
    name: 'Zip & Co + more',
    vendor: 'Example Söftware',
    versions: ['22.01', '24.08'],
    on: ['windows'],
    share: 0.7,
    risks: [['CVE-2025-90411', 'HIGH', '7.00']],
  },
  {
    name: 'Example Browser',
    vendor: 'Example Inc.',
    versions: ['132.0.1', '131.0.7'],
    on: everywhere,
    share: 0.95,
    risks: [
      ['CVE-2026-91001', 'CRITICAL', '9.60'],
      ['CVE-2026-91002', 'MEDIUM', '5.40'],
    ],
  },
  {
    name: 'Secure Terminal',
    vendor: '',
    versions: ['0.77', '0.81'],
    on: ['windows'],
    share: 0.3,
    risks: [['CVE-2024-93149', 'MEDIUM', '5.90']],
  },
  {
    name: 'Database Server 16',
    vendor: 'Example Data',
    versions: ['16.1'],
    on: ['linux'],
    share: 0.3,
    risks: [['CVE-2025-91094', 'HIGH', '8.10']],
  },
  {
    name: 'Java Runtime 8',
    vendor: 'Example Runtime Project',
    versions: ['8.0.392', '8.0.422'],
    on: everywhere,
    share: 0.4,
    risks: [['CVE-2024-92001', 'LOW', '3.70']],
  },
  {
    name: '経費メモ',
    vendor: '例示ソフト',
    versions: ['3.4'],
    on: ['windows', 'macos'],
    share: 0.25,
    risks: [],
  },
  {
    name: 'Video Call',
    vendor: 'Example Inc.',
    versions: ['6.3.1'],
    on: ['windows', 'macos'],
    share: 0.8,
    risks: [],
  },
  {
    name: 'Build Agent',
    vendor: 'Example CI',
    versions: ['4.1'],
    on: ['linux'],
    share: 0.6,
    risks: [['CVE-2025-90777', 'CRITICAL', '9.80']],
  },
  {
    name: 'PDF 100% Reader',
    vendor: 'Example/Print',
    versions: ['11.0'],
    on: ['windows', 'macos'],
    share: 0.7,
    risks: [['CVE-2025-90300', 'HIGH', '7.80']],
  },
];

export interface Installation {
  readonly application: Application;
  readonly endpoint: Endpoint;
  readonly version: string;
  readonly index: number;
}

const installations: readonly Installation[] = applications.flatMap((application, at) =>
  fleet
    .filter(({ osType }) => application.on.includes(osType))
    .filter(
      (endpoint) =>
        seededRandom('sentinelone-software', application.name, endpoint.index).fraction() < application.share,
    )
    .map((endpoint) => {
      const random = seededRandom('sentinelone-version', application.name, endpoint.index);
      return {
        application,
        endpoint,
        version: random.pick(application.versions),
        index: at * 100 + endpoint.index,
      };
    }),
);

export function installationsOf(name: string, vendor: string): readonly ConsoleRow[] {
  return installations
    .filter(({ application }) => application.name === name && application.vendor === vendor)
    .map((installation) => {
      const { application, endpoint, version, index } = installation;
      // Rows of one application share an id now and then.
      const id = consoleId(12, index - (index % 3));
      const data = {
        accountName: account.name,
        applicationInstallationDate: installedAt(installation),
        applicationInstallationPath: null,
        applicationName: application.name,
        coreCount: 8,
        cpe: null,
        cpuCount: 1,
        detectionDate: consoleTime(Date.UTC(2025, 5, 2, 4) * 1_000 + index * 10),
        endpointId: endpoint.agentId,
        endpointName: endpoint.host.name,
        endpointType: endpoint.host.kind,
        endpointUuid: endpoint.uuid,
        fileSize: 5_000 + index,
        groupName: endpoint.group.name,
        id,
        osArch: '64 bit',
        osName: endpoint.host.os,
        osType: endpoint.osType,
        osVersion: `${endpoint.host.os} 22631`,
        siteName: endpoint.site.name,
        version,
      };
      return { id: `${id}-${index}`, siteId: endpoint.site.id, timeUs: index, visibleFromUs: 0, data };
    });
}

function installedAt({ index }: Installation): string {
  return new Date(Date.UTC(2025, 2, 1 + (index % 200), 7, index % 60)).toISOString().replace('.000', '');
}

export function inventoryRows(): readonly ConsoleRow[] {
  return applications.map((application, index) => {
    const on = installations.filter((one) => one.application === application);
    const data = {
      applicationName: application.name,
      applicationVendor: application.vendor,
      applicationVersionsCount: new Set(on.map(({ version }) => version)).size,
      endpointsCount: on.length,
      estimate: false,
    };
    return { id: String(index).padStart(4, '0'), siteId: '', timeUs: index, visibleFromUs: 0, data };
  });
}

/** 5 January 2026. */
const FIRST_DETECTED_DAY = 20_458;

/** Scanned every night; `daysDetected` grows, and one in twelve findings is dealt with some day. */
export function riskRows(nowUs: number): readonly ConsoleRow[] {
  const today = Math.floor(nowUs / US_PER_DAY);
  const scannedAt = new Date((today * US_PER_DAY) / 1_000 - 4 * 3_600_000).toISOString().replace('.000', '');
  return installations.flatMap(({ application, endpoint, version, index }) =>
    application.risks.map(([cveId, severity, baseScore], at) => {
      const id = consoleId(13, index, at);
      const detectedOn = FIRST_DETECTED_DAY + (index % 40);
      const isPatched = index % 12 === 0;
      const data = {
        application: `${application.name} ${version}`,
        applicationName: application.name,
        applicationVendor: application.vendor,
        applicationVersion: version,
        baseScore,
        cveId,
        cvssVersion: '3.1',
        daysDetected: Math.max(0, today - detectedOn),
        detectionDate: consoleTime(
          Math.floor(Date.UTC(2026, 0, 5) / 86_400_000) * US_PER_DAY + index * 1_000,
        ),
        endpointId: endpoint.agentId,
        endpointName: endpoint.host.name,
        endpointType: endpoint.host.kind,
        id,
        lastScanDate: scannedAt,
        lastScanResult: 'Succeeded',
        markType: '',
        markedBy: null,
        markedDate: null,
        osType: endpoint.osType,
        publishedDate: '2025-01-20T07:04:04Z',
        reason: null,
        severity,
        status: isPatched ? 'Patched' : 'Detected',
      };
      return { id, siteId: endpoint.site.id, timeUs: index, visibleFromUs: 0, data };
    }),
  );
}
