import { type SamplePerson, sampleHosts, samplePeople } from '../people.ts';
import { seededRandom } from '../seeded-random.ts';
import { graphTime, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './log-row.ts';
import { deviceId, idOf, personId, personNamed, sampleTenantId } from './sample-directory.ts';
import { attackers, storyDays } from './sign-in-stories.ts';

/** A thing that changes: its states, oldest first. */
export interface Finding {
  readonly id: string;
  readonly states: readonly { readonly atMs: number; readonly record: Readonly<Record<string, unknown>> }[];
}

const ANALYST = 'keiko.lunde@larkmoor.example';

/** The alerts first seen on one UTC day, each with all it goes through: seen, taken up, closed. */
export function generateAlerts(seed: string, day: number, startedOn: number): Finding[] {
  const random = seededRandom(seed, 'entra-alert', day);
  const usual = Array.from({ length: 3 }, () => {
    const person = random.pick(samplePeople as readonly [SamplePerson, ...SamplePerson[]]);
    const atMs = day * MS_PER_DAY + random.fraction() * MS_PER_DAY;
    const severity = random.pick(['informational', 'low', 'low', 'medium']);
    return alert({
      id: `da${random.uuid()}`,
      atMs,
      severity,
      title: 'Unfamiliar sign-in properties',
      person,
      ip: '203.0.113.40',
      incident: null,
      isClosed: random.fraction() < 0.6,
    });
  });
  return [...usual, ...storyAlerts(day, startedOn)];
}

function storyAlerts(day: number, startedOn: number): Finding[] {
  if (startedOn - day === storyDays.travel) {
    const person = personNamed('Hanna Visser');
    const atMs = day * MS_PER_DAY + 9 * MS_PER_HOUR + 40 * MS_PER_MINUTE;
    return [
      alert({
        id: 'da-travel',
        atMs,
        severity: 'high',
        title: 'Atypical travel',
        person,
        ip: attackers.traveller.ip,
        incident: '4711',
        isClosed: true,
      }),
    ];
  }
  if (startedOn - day === storyDays.spraying) {
    const person = personNamed('Vera Castell');
    const atMs = day * MS_PER_DAY + 2 * MS_PER_HOUR + 45 * MS_PER_MINUTE;
    return [
      alert({
        id: 'da-spray',
        atMs,
        severity: 'high',
        title: 'Password spray',
        person,
        ip: attackers.sprayer.ip,
        incident: '4712',
        isClosed: false,
      }),
    ];
  }
  return [];
}

interface AlertParts {
  readonly id: string;
  readonly atMs: number;
  readonly severity: string;
  readonly title: string;
  readonly person: SamplePerson;
  readonly ip: string;
  readonly incident: string | null;
  readonly isClosed: boolean;
}

function alert(parts: AlertParts): Finding {
  const { id, atMs, severity, title, person, ip, incident } = parts;
  const host = sampleHosts.find(({ owner }) => owner === person.email);
  const first = {
    '@odata.type': '#microsoft.graph.security.alert',
    id,
    providerAlertId: `p-${id}`,
    incidentId: incident,
    tenantId: sampleTenantId,
    title,
    description: `${title} was seen for ${person.name}.`,
    category: 'InitialAccess',
    severity,
    status: 'new',
    classification: 'unknown',
    determination: 'unknown',
    serviceSource: 'azureAdIdentityProtection',
    detectionSource: 'azureAdIdentityProtection',
    productName: 'Microsoft Entra ID Protection',
    detectorId: title.replaceAll(' ', ''),
    recommendedActions:
      'Ask the person whether it was them; if not, reset the password and end the sessions.',
    assignedTo: null,
    alertWebUrl: `https://security.larkmoor.example/alerts/${id}`,
    mitreTechniques: title === 'Password spray' ? ['T1110.003'] : ['T1078.004'],
    createdDateTime: graphTime(atMs),
    lastUpdateDateTime: graphTime(atMs),
    firstActivityDateTime: graphTime(atMs - 15 * MS_PER_MINUTE),
    lastActivityDateTime: graphTime(atMs - 10 * MS_PER_MINUTE),
    comments: [],
    evidence: [
      {
        '@odata.type': '#microsoft.graph.security.userEvidence',
        verdict: 'suspicious',
        userAccount: {
          accountName: person.accountName,
          userPrincipalName: person.upn,
          azureAdUserId: personId(person),
          displayName: person.name,
        },
      },
      { '@odata.type': '#microsoft.graph.security.ipEvidence', verdict: 'suspicious', ipAddress: ip },
      ...(host === undefined
        ? []
        : [
            {
              '@odata.type': '#microsoft.graph.security.deviceEvidence',
              verdict: 'unknown',
              deviceDnsName: host.name.toLowerCase(),
              azureAdDeviceId: deviceId(host),
              osPlatform: host.os,
            },
          ]),
    ],
  };
  return withStates(id, atMs, first, parts.isClosed);
}

function withStates(
  id: string,
  atMs: number,
  first: Readonly<Record<string, unknown>>,
  isClosed: boolean,
): Finding {
  const taken = { ...first, status: 'inProgress', assignedTo: ANALYST };
  const closed = {
    ...taken,
    status: 'resolved',
    classification: 'truePositive',
    determination: 'compromisedUser',
  };
  const changes = [
    { atMs, record: first },
    { atMs: atMs + 50 * MS_PER_MINUTE, record: taken },
    ...(isClosed ? [{ atMs: atMs + 5 * MS_PER_HOUR, record: closed }] : []),
  ];
  return {
    id,
    states: changes.map(({ atMs: at, record }) => ({
      atMs: at,
      record: { ...record, lastUpdateDateTime: graphTime(at) },
    })),
  };
}

/** Two stories, told by Microsoft as incidents; the second went on as another one. */
export function generateIncidents(day: number, startedOn: number): Finding[] {
  const daysAgo = startedOn - day;
  if (daysAgo !== storyDays.travel && daysAgo !== storyDays.spraying) return [];
  const isTravel = daysAgo === storyDays.travel;
  const atMs = day * MS_PER_DAY + (isTravel ? 10 : 3) * MS_PER_HOUR;
  const id = isTravel ? '4711' : '4712';
  const first = {
    '@odata.type': '#microsoft.graph.security.incident',
    id,
    tenantId: sampleTenantId,
    incidentWebUrl: `https://security.larkmoor.example/incidents/${id}`,
    redirectIncidentId: null,
    displayName: isTravel ? 'Account used from two continents' : 'Password spray that found a password',
    description: 'Alerts about one account that belong together.',
    createdDateTime: graphTime(atMs),
    lastUpdateDateTime: graphTime(atMs),
    assignedTo: null,
    classification: 'unknown',
    determination: 'unknown',
    status: 'active',
    severity: 'high',
    customTags: [idOf('tag', id).slice(0, 4)],
    systemTags: [],
    comments: [],
  };
  return [withStates(id, atMs, first, isTravel)];
}
