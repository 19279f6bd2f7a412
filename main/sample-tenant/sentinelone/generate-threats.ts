import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type ConsoleRow, consoleId, consoleTime, US_PER_DAY } from './console-row.ts';
import { agentVersion, type Endpoint, fleet, networkInterfacesOf, scopeOf } from './sample-fleet.ts';
import { type ThreatKind, threatKinds } from './threat-kinds.ts';

/** A threat with all the states it goes through; the console shows the one of the moment. */
export interface SampleThreat {
  readonly id: string;
  readonly kind: ThreatKind;
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly hash: { readonly sha1: string; readonly sha256: string };
  readonly storyline: string;
  readonly createdAtUs: number;
  readonly states: readonly ThreatState[];
  /** From then on the console no longer has what happened in its course, though it is still listed. */
  readonly isForgotten: boolean;
}

export interface ThreatState {
  readonly atUs: number;
  readonly incidentStatus: 'unresolved' | 'in_progress' | 'resolved';
  readonly analystVerdict: 'undefined' | 'true_positive' | 'false_positive' | 'suspicious';
  readonly mitigationStatus: 'not_mitigated' | 'mitigated' | 'marked_as_benign';
  readonly actions: readonly string[];
}

/** Days on which many endpoints meet the same thing: one in nine. */
const OUTBREAK_EVERY_DAYS = 9;

/** The threats that are found on one UTC day; the same for the same seed and day. */
export function threatsOfDay(seed: string, day: number): readonly SampleThreat[] {
  const random = seededRandom(seed, 'sentinelone-threats', day);
  const usual = Array.from({ length: random.between(1, 4) }, (_, index) =>
    threatOf(random, day, index, null),
  );
  if (day % OUTBREAK_EVERY_DAYS !== 4) return usual;
  const ransomware =
    threatKinds.find(({ classification }) => classification === 'Ransomware') ?? threatKinds[0];
  const hit = Array.from({ length: 7 }, (_, index) =>
    threatOf(random, day, usual.length + index, ransomware),
  );
  return [...usual, ...hit];
}

function threatOf(random: SeededRandom, day: number, index: number, given: ThreatKind | null): SampleThreat {
  const kind = given ?? random.pickWeighted(threatKinds);
  const fitting = fleet.filter(({ osType }) => osType === kind.os);
  const endpoint = fitting[random.between(0, fitting.length - 1)] ?? fleet[0];
  const hours = given === null ? 6 + random.fraction() * 14 : 9.2 + random.fraction() * 0.4;
  const createdAtUs = day * US_PER_DAY + Math.floor(hours * 3_600_000_000) + random.between(0, 999);
  const values = seededRandom('sentinelone-file', kind.name, given === null ? day : 0);
  return {
    id: consoleId(6, day, index),
    kind,
    endpoint,
    path: `${kind.folder.replace('{user}', endpoint.user ?? 'Public')}${kind.name}`,
    hash: { sha1: values.text(40, '0123456789abcdef'), sha256: values.text(64, '0123456789abcdef') },
    storyline: random.text(16, '0123456789ABCDEF'),
    createdAtUs,
    states: statesOf(random, kind, createdAtUs),
    isForgotten: index === 3,
  };
}

function statesOf(random: SeededRandom, kind: ThreatKind, createdAtUs: number): readonly ThreatState[] {
  const found: ThreatState = {
    atUs: createdAtUs + random.between(100_000, 400_000),
    incidentStatus: 'unresolved',
    analystVerdict: 'undefined',
    mitigationStatus: 'not_mitigated',
    actions: [],
  };
  const isFalse = random.fraction() < 0.2;
  const actions =
    kind.classification === 'Ransomware'
      ? ['kill', 'quarantine', 'remediate', 'rollback']
      : ['kill', 'quarantine'];
  const mitigated: ThreatState = {
    ...found,
    atUs: found.atUs + random.between(2_000_000, 9_000_000),
    mitigationStatus: kind.confidence === 'malicious' ? 'mitigated' : 'not_mitigated',
    actions: kind.confidence === 'malicious' ? actions : [],
  };
  const taken: ThreatState = {
    ...mitigated,
    atUs: mitigated.atUs + random.between(300, 7_200) * 1_000_000,
    incidentStatus: 'in_progress',
    analystVerdict: isFalse ? 'suspicious' : 'true_positive',
  };
  const closed: ThreatState = {
    ...taken,
    atUs: taken.atUs + random.between(1_800, 90_000) * 1_000_000,
    incidentStatus: 'resolved',
    analystVerdict: isFalse ? 'false_positive' : 'true_positive',
    mitigationStatus: isFalse ? 'marked_as_benign' : taken.mitigationStatus,
  };
  return random.fraction() < 0.75 ? [found, mitigated, taken, closed] : [found, mitigated];
}

/** The threat as the console shows it at that time; null before it was found. */
export function threatRow(threat: SampleThreat, nowUs: number): ConsoleRow | null {
  const state = threat.states.findLast(({ atUs }) => atUs <= nowUs);
  if (state === undefined) return null;
  return {
    id: threat.id,
    siteId: threat.endpoint.site.id,
    timeUs: state.atUs,
    visibleFromUs: state.atUs,
    data: threatData(threat, state),
  };
}

function threatData(threat: SampleThreat, state: ThreatState) {
  const { endpoint, kind } = threat;
  return {
    id: threat.id,
    agentDetectionInfo: {
      ...scopeOf(endpoint),
      agentDomain: 'LARKMOOR',
      agentIpV4:
        endpoint.host.kind === 'server'
          ? `${endpoint.host.ip},203.0.113.${endpoint.index}`
          : endpoint.host.ip,
      agentIpV6: `2001:db8::${(16 + endpoint.index).toString(16)}`,
      agentLastLoggedInUserName: endpoint.user ?? '',
      agentMitigationMode: 'protect',
      agentOsName: endpoint.host.os,
      agentUuid: endpoint.uuid,
      agentVersion,
      cloudProviders: {},
      externalIp: endpoint.externalIp,
    },
    agentRealtimeInfo: {
      ...scopeOf(endpoint),
      activeThreats: state.incidentStatus === 'resolved' ? 0 : 1,
      agentComputerName: endpoint.host.name,
      agentDomain: 'LARKMOOR',
      agentId: endpoint.agentId,
      agentInfected: state.mitigationStatus === 'not_mitigated',
      agentIsActive: true,
      agentMachineType: endpoint.host.kind,
      agentNetworkStatus: 'connected',
      agentOsName: endpoint.host.os,
      agentOsType: endpoint.osType,
      agentUuid: endpoint.uuid,
      agentVersion,
      networkInterfaces: networkInterfacesOf(endpoint),
      scanStatus: 'finished',
      userActionsNeeded: [],
    },
    containerInfo: { id: null, image: null, labels: null, name: null },
    indicators: indicatorsOf(kind),
    kubernetesInfo: { cluster: null, namespace: null, node: null, pod: null },
    mitigationStatus: state.actions.map((action) => ({
      action,
      actionsCounters: null,
      lastUpdate: consoleTime(state.atUs),
      mitigationEndedAt: consoleTime(state.atUs),
      mitigationStartedAt: consoleTime(state.atUs - 400_000),
      latestReport: null,
      status: 'success',
    })),
    threatInfo: threatInfo(threat, state),
    whiteningOptions: ['hash', 'path'],
  };
}

function threatInfo(
  { id, kind, path, hash, storyline, endpoint, createdAtUs }: SampleThreat,
  state: ThreatState,
) {
  return {
    analystVerdict: state.analystVerdict,
    classification: kind.classification,
    classificationSource: kind.detectionType === 'static' ? 'Cloud' : 'Engine',
    confidenceLevel: kind.confidence,
    createdAt: consoleTime(createdAtUs + 90_000),
    detectionEngines: [kind.engine],
    detectionType: kind.detectionType,
    engines: [kind.engine.title],
    externalTicketId: null,
    fileExtension: kind.extension,
    filePath: path,
    fileSize: 20_000 + kind.name.length * 1_511,
    fileVerificationType: 'NotSigned',
    identifiedAt: consoleTime(createdAtUs),
    incidentStatus: state.incidentStatus,
    initiatedBy: 'agent_policy',
    isFileless: false,
    maliciousProcessArguments: null,
    md5: null,
    mitigationStatus: state.mitigationStatus,
    originatorProcess: kind.originator,
    processUser: endpoint.user === null ? 'root' : `LARKMOOR\\${endpoint.user}`,
    publisherName: '',
    sha1: hash.sha1,
    sha256: hash.sha256,
    storyline,
    threatId: id,
    threatName: kind.name,
    updatedAt: consoleTime(state.atUs),
  };
}

function indicatorsOf(kind: ThreatKind) {
  return kind.techniques.map(([tactic, technique], index) => ({
    category: tactic === 'Impact' ? 'Ransomware' : 'General',
    description: `Behaviour known as ${technique}`,
    ids: [100 + index],
    tactics: [
      {
        name: tactic,
        source: 'MITRE',
        techniques: [{ name: technique, link: `https://attack.example.com/techniques/${technique}` }],
      },
    ],
  }));
}
