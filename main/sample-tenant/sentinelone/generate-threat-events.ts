import { seededRandom } from '../seeded-random.ts';
import { type ConsoleRow, consoleId, consoleTime } from './console-row.ts';
import type { SampleThreat } from './generate-threats.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What happens in the course of every threat, in this order; each of them some milliseconds after the last. */
function stepsOf(threat: SampleThreat): readonly Fields[] {
  const isWindows = threat.kind.os === 'windows';
  const far = {
    srcIp: threat.endpoint.host.ip,
    srcPort: 50_000 + threat.endpoint.index,
    dstIp: '203.0.113.66',
  };
  const steps: Fields[] = [
    { objectType: 'process', eventType: 'Process Creation' },
    {
      objectType: 'file',
      eventType: 'File Creation',
      fileFullName: threat.path,
      fileSha1: threat.hash.sha1,
      fileSize: '238592',
    },
    { objectType: 'file', eventType: 'File Modification', fileFullName: threat.path, fileSize: '239104' },
    {
      objectType: 'dns',
      eventType: 'DNS Resolved',
      dnsRequest: 'cdn.waybill-tracker.example',
      dnsResponse: '203.0.113.66;',
    },
    {
      objectType: 'ip',
      eventType: 'IP Connect',
      direction: 'OUTGOING',
      protocol: 'TCP',
      ...far,
      dstPort: 443,
    },
    {
      objectType: 'url',
      eventType: 'GET',
      networkMethod: 'GET',
      networkUrl: 'https://cdn.waybill-tracker.example/stage2',
      ...far,
      dstPort: 443,
    },
  ];
  if (isWindows) {
    steps.push(
      { objectType: 'module', eventType: 'Module Load', fileFullName: 'C:\\Windows\\System32\\vssapi.dll' },
      {
        objectType: 'registry',
        eventType: 'Registry Key Create',
        registryPath: 'MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
      },
      {
        objectType: 'registry',
        eventType: 'Registry Value Create',
        registryPath: 'MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\Updater',
      },
      {
        objectType: 'scheduled_task',
        eventType: 'Task Register',
        taskName: 'Updater',
        taskPath: 'C:\\Windows\\System32\\Tasks\\Updater',
      },
    );
  }
  if (threat.kind.classification === 'Ransomware') {
    steps.push(
      {
        objectType: 'indicators',
        eventType: 'Behavioral Indicators',
        indicatorName: 'Shadow copies deleted',
        indicatorCategory: 'Ransomware',
        indicatorDescription: 'Backups were deleted',
      },
      ...['plan.docx', 'rates.xlsx', 'customs.pdf'].map((name) => ({
        objectType: 'file',
        eventType: 'File Rename',
        fileFullName: `C:\\Users\\Public\\${name}.locked`,
        oldFileName: `C:\\Users\\Public\\${name}`,
      })),
    );
  }
  return [...steps, { objectType: 'process', eventType: 'Process Exit' }];
}

export function threatEvents(threat: SampleThreat, nowUs: number): readonly ConsoleRow[] {
  const random = seededRandom('sentinelone-events', threat.id);
  const pid = random.between(1_000, 9_999);
  const day = Math.floor(threat.createdAtUs / 86_400_000_000);
  let timeUs = threat.createdAtUs - 2_000_000;
  return stepsOf(threat)
    .map((step, index) => {
      timeUs += random.between(20_000, 900_000);
      const id = consoleId(7, day * 20 + (Number(threat.id.slice(-2)) % 20), index);
      const data = { id, createdAt: consoleTime(timeUs), ...actorOf(threat, pid), ...step };
      return { id, siteId: threat.endpoint.site.id, timeUs, visibleFromUs: timeUs, data };
    })
    .filter((row) => row.timeUs <= nowUs);
}

function actorOf({ endpoint, kind, path, storyline, hash }: SampleThreat, pid: number): Fields {
  return {
    agentDomain: 'LARKMOOR',
    agentId: endpoint.agentId,
    agentInfected: true,
    agentIp: endpoint.host.ip,
    agentMachineType: endpoint.host.kind,
    agentName: endpoint.host.name,
    agentOs: endpoint.host.os,
    agentUuid: endpoint.uuid,
    parentPid: String(pid - 4),
    parentProcessName: kind.originator,
    parentProcessUniqueKey: `${storyline}-P`,
    pid: String(pid),
    processCmd: kind.name,
    processImagePath: path,
    processImageSha1Hash: hash.sha1,
    processIntegrityLevel: 'MEDIUM',
    processIsWow64: 'false',
    processName: kind.name,
    processStartTime: null,
    processUniqueKey: storyline,
    processUserName: endpoint.user === null ? 'root' : `LARKMOOR\\${endpoint.user}`,
    siteId: endpoint.site.id,
    siteName: endpoint.site.name,
    storyline,
  };
}
