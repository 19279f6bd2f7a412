import { samplePeople } from '../people.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type ConsoleRow, consoleId, consoleTime, US_PER_DAY } from './console-row.ts';
import { threatsOfDay } from './generate-threats.ts';
import { account, type Endpoint, fleet, groups, scopeOf, sites } from './sample-fleet.ts';

interface Draft {
  readonly timeUs: number;
  readonly type: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly rest?: Readonly<Record<string, unknown>>;
}

const nobody = {
  agentId: null,
  agentUpdatedVersion: null,
  comments: null,
  description: null,
  groupId: null,
  groupName: null,
  hash: null,
  osFamily: null,
  secondaryDescription: null,
  siteId: null,
  siteName: null,
  threatId: null,
  userId: null,
};

const administrators = samplePeople.filter(
  ({ department }) => department === 'Security' || department === 'IT',
);

/** The console's log of one UTC day, oldest first. */
export function activitiesOfDay(seed: string, day: number): readonly ConsoleRow[] {
  const random = seededRandom(seed, 'sentinelone-activities', day);
  const drafts = [
    ...signIns(random, day),
    ...guessing(random, day),
    ...administration(random, day),
    ...endpointLife(random, day),
    ...threatLife(seed, day),
  ].sort((a, b) => a.timeUs - b.timeUs);
  return drafts.map((draft, index) => rowOf(draft, day, index));
}

function rowOf({ timeUs, type, text, data, rest }: Draft, day: number, index: number): ConsoleRow {
  // One id stands for two activities now and then, and `updatedAt` lies a little before `createdAt`.
  const id = consoleId(8, day, index % 40 === 39 ? index - 1 : index);
  const row = {
    ...nobody,
    accountId: account.id,
    accountName: account.name,
    ...rest,
    activityType: type,
    createdAt: consoleTime(timeUs),
    updatedAt: consoleTime(timeUs - 3_100),
    data: { accountName: account.name, ...data },
    id,
    primaryDescription: text,
  };
  const siteId = typeof rest?.siteId === 'string' ? rest.siteId : '';
  return { id: `${id}-${index}`, siteId, timeUs, visibleFromUs: timeUs, data: row };
}

function at(day: number, hours: number, random: SeededRandom): number {
  return day * US_PER_DAY + Math.floor(hours * 3_600_000_000) + random.between(1, 999_999);
}

function personOf(index: number) {
  const person = administrators[index % Math.max(1, administrators.length)] ?? samplePeople[0];
  return { ...person, id: consoleId(9, 1 + (index % Math.max(1, administrators.length))) };
}

function signIns(random: SeededRandom, day: number): Draft[] {
  return Array.from({ length: random.between(6, 12) }, (_, index) =>
    personOf(random.between(0, 40) + index),
  ).flatMap((person) => {
    const from = 7 + random.fraction() * 9;
    const data = { username: person.email, ipAddress: '198.51.100.10', role: 'Admin', userScope: 'account' };
    const rest = { userId: person.id };
    const text = `The management user ${person.name} logged in to the management console with IP Address 198.51.100.10.`;
    return [
      { timeUs: at(day, from, random), type: 27, text, data, rest },
      {
        timeUs: at(day, from + 1 + random.fraction() * 3, random),
        type: 33,
        text: `The management user ${person.name} logged out of the management console.`,
        data,
        rest,
      },
    ];
  });
}

/** A burst of failures from one address, every sixth day. */
function guessing(random: SeededRandom, day: number): Draft[] {
  if (day % 6 !== 2) return [];
  const person = personOf(day);
  const start = 2 + random.fraction();
  return Array.from({ length: random.between(18, 40) }, (_, index) => ({
    timeUs: at(day, start + index * 0.004, random),
    type: 133,
    text: `${person.name} failed to log in to the management console.`,
    data: { username: person.email, ipAddress: '203.0.113.199', userScope: 'account' },
    rest: { userId: person.id },
  }));
}

function administration(random: SeededRandom, day: number): Draft[] {
  const admin = personOf(day + 1);
  const other = personOf(day + 3);
  const rest = { userId: admin.id };
  const by = { byUser: admin.email, username: other.email, role: 'Viewer', userScope: 'site' };
  const own = { username: admin.email };
  const all: Draft[] = [
    {
      timeUs: at(day, 9.5, random),
      type: 73,
      text: `The management user ${admin.name} modified the policy of site ${sites[0].name}.`,
      data: { ...own, newValue: 'protect', policyName: sites[0].name, policy: { mitigationMode: 'protect' } },
      rest: { ...rest, siteId: sites[0].id, siteName: sites[0].name },
    },
    {
      timeUs: at(day, 10.2, random),
      type: 23,
      text: `The management user ${admin.name} added user ${other.name}.`,
      data: by,
      rest,
    },
    {
      timeUs: at(day, 11.1, random),
      type: 141,
      text: `The management user ${admin.name} enabled Two factor authentication on the user ${other.name}.`,
      data: { ...by, newValue: true },
      rest,
    },
    {
      timeUs: at(day, 14.4, random),
      type: 5008,
      text: `The management user ${admin.name} edited group ${groups.laptops.name}.`,
      data: own,
      rest: {
        ...rest,
        groupId: groups.laptops.id,
        groupName: groups.laptops.name,
        siteId: sites[0].id,
        siteName: sites[0].name,
      },
    },
    {
      timeUs: at(day, 15.9, random),
      type: 24,
      text: `The management user ${admin.name} deleted user ${other.name}.`,
      data: by,
      rest,
    },
  ];
  return all.filter((_, index) => (day + index) % 3 !== 0);
}

function endpointLife(random: SeededRandom, day: number): Draft[] {
  return fleet
    .filter(() => random.fraction() < 0.8)
    .flatMap((endpoint) => [
      ofEndpoint(
        endpoint,
        at(day, 5 + random.fraction() * 2, random),
        90,
        `Agent ${endpoint.host.name} started full disk scan.`,
      ),
      ofEndpoint(
        endpoint,
        at(day, 7.5 + random.fraction() * 2, random),
        92,
        `Agent ${endpoint.host.name} completed full disk scan.`,
      ),
    ]);
}

function ofEndpoint(
  endpoint: Endpoint,
  timeUs: number,
  type: number,
  text: string,
  more: object = {},
): Draft {
  return {
    timeUs,
    type,
    text,
    data: { computerName: endpoint.host.name, externalIp: endpoint.externalIp, ...more },
    rest: { ...scopeOf(endpoint), agentId: endpoint.agentId, osFamily: endpoint.osType },
  };
}

function threatLife(seed: string, day: number): Draft[] {
  return threatsOfDay(seed, day).flatMap((threat) => {
    const { endpoint, kind, states } = threat;
    const more = {
      confidenceLevel: kind.confidence,
      fileContentHash: threat.hash.sha1,
      fileDisplayName: kind.name,
      filePath: threat.path,
      threatClassification: kind.classification,
      threatClassificationSource: 'Engine',
    };
    const found = ofEndpoint(
      endpoint,
      threat.createdAtUs,
      kind.confidence === 'malicious' ? 19 : 4003,
      `Threat with confidence level ${kind.confidence} detected: ${kind.name}.`,
      more,
    );
    const done = states
      .filter(({ atUs, actions }) => actions.length > 0 && Math.floor(atUs / US_PER_DAY) === day)
      .slice(0, 1)
      .map(({ atUs }) =>
        ofEndpoint(
          endpoint,
          atUs,
          18,
          `The agent ${endpoint.host.name} successfully mitigated the threat: ${kind.name}.`,
          { ...more, confidenceLevel: undefined, globalStatus: 'success' },
        ),
      );
    return [found, ...done].map((draft) => ({ ...draft, rest: { ...draft.rest, threatId: threat.id } }));
  });
}
