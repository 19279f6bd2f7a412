import { type SamplePerson, sampleOffices } from '../people.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { graphTime, type LogRow, MS_PER_MINUTE } from './log-row.ts';
import { deviceId, hostOfPerson, idOf, personId, sampleApps, sampleTenantId } from './sample-directory.ts';

export type SignInKind = 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity';

interface NamedApp {
  readonly id: string;
  readonly name: string;
}

export interface PersonSignIn {
  readonly kind: SignInKind;
  readonly person: SamplePerson;
  readonly timeMs: number;
  readonly random: SeededRandom;
  readonly code: number;
  readonly reason: string;
  readonly isLate?: boolean;
  readonly from?: {
    readonly ip: string;
    readonly city: string;
    readonly state: string;
    readonly country: string;
  };
  readonly risk?: 'low' | 'medium' | 'high';
  readonly isUnknownDevice?: boolean;
}

/** An interrupted attempt is completed a few minutes later, under the same id. */
export function personRow(signIn: PersonSignIn): LogRow {
  const { timeMs, random, code, isLate = false } = signIn;
  const record = personRecord(signIn);
  const delayMs = (isLate ? 20 + random.fraction() * 20 : 1 + random.fraction() * 3) * MS_PER_MINUTE;
  const shownAtMs = timeMs + delayMs;
  if (code !== 50074 || random.fraction() < 0.2) return { timeMs, shownAtMs, record };
  return {
    timeMs,
    shownAtMs,
    record,
    amended: { atMs: shownAtMs + 6 * MS_PER_MINUTE, record: completed(record) },
  };
}

function completed(record: LogRow['record']): LogRow['record'] {
  return {
    ...record,
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: 'MFA completed in Azure AD' },
    conditionalAccessStatus: 'success',
    authenticationRequirement: 'multiFactorAuthentication',
    authenticationDetails: [
      step('Password', record.createdDateTime, true, 'Correct password'),
      step('Mobile app notification', record.createdDateTime, true, 'MFA completed in Azure AD'),
    ],
  };
}

function step(method: string, at: unknown, succeeded: boolean, detail: string) {
  return {
    authenticationStepDateTime: at,
    authenticationMethod: method,
    authenticationMethodDetail: '',
    succeeded,
    authenticationStepResultDetail: detail,
    authenticationStepRequirement:
      method === 'Password' ? 'Primary authentication' : 'Multi-factor authentication',
  };
}

function personRecord(signIn: PersonSignIn): LogRow['record'] {
  const { kind, person, timeMs, random, code, reason, risk = 'none' } = signIn;
  const office = sampleOffices[person.office];
  const from = signIn.from ?? office;
  const createdDateTime = graphTime(timeMs);
  const resource = random.pick<NamedApp>([
    sampleApps.exchange,
    sampleApps.files,
    sampleApps.graph,
    sampleApps.azure,
  ]);
  const needsFactor = code === 50074;
  return {
    ...commonFields(kind, timeMs, random, resource),
    userDisplayName: person.name,
    userPrincipalName: person.upn,
    userId: personId(person),
    userType: 'member',
    appId: sampleApps.portal.id,
    appDisplayName: sampleApps.portal.name,
    ipAddress: from.ip,
    clientAppUsed: 'Browser',
    userAgent: 'Mozilla/5.0 (compatible; ExampleBrowser/130.0)',
    conditionalAccessStatus: needsFactor ? 'failure' : code === 0 ? 'success' : 'notApplied',
    isInteractive: kind === 'interactiveUser',
    riskDetail: 'none',
    riskLevelAggregated: risk,
    riskLevelDuringSignIn: risk,
    riskState: risk === 'none' ? 'none' : 'atRisk',
    riskEventTypes_v2: risk === 'none' ? [] : ['unlikelyTravel'],
    authenticationProtocol: 'oAuth2',
    authenticationRequirement: needsFactor ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    authenticationDetails: [
      step('Password', createdDateTime, code !== 50126, code === 50126 ? reason : 'Correct password'),
    ],
    signInIdentifier: person.upn,
    sessionId: random.uuid(),
    status: { errorCode: code, failureReason: reason, additionalDetails: null },
    deviceDetail: deviceDetail(person, signIn.isUnknownDevice === true),
    location: {
      city: from.city,
      state: from.state,
      countryOrRegion: from.country,
      geoCoordinates:
        signIn.from === undefined
          ? { altitude: null, latitude: office.latitude, longitude: office.longitude }
          : {},
    },
    appliedConditionalAccessPolicies: [
      {
        id: idOf('policy', 'second-factor'),
        displayName: 'Require a second factor outside the offices',
        enforcedGrantControls: ['Mfa'],
        enforcedSessionControls: [],
        result: needsFactor ? 'failure' : 'notApplied',
      },
    ],
  };
}

function deviceDetail(person: SamplePerson, isUnknown: boolean) {
  const host = isUnknown ? undefined : hostOfPerson(person);
  return {
    deviceId: host === undefined ? '' : deviceId(host),
    displayName: host?.name ?? '',
    operatingSystem: host?.os ?? 'Windows 10',
    browser: 'Example Browser 130.0',
    isCompliant: host !== undefined,
    isManaged: host !== undefined,
    trustType:
      host === undefined ? '' : host.os.startsWith('Windows') ? 'Hybrid Azure AD joined' : 'Azure AD joined',
  };
}

function commonFields(kind: SignInKind, timeMs: number, random: SeededRandom, resource: NamedApp) {
  return {
    id: random.uuid(),
    createdDateTime: graphTime(timeMs),
    correlationId: random.uuid(),
    resourceDisplayName: resource.name,
    resourceId: resource.id,
    resourceTenantId: sampleTenantId,
    homeTenantId: sampleTenantId,
    signInEventTypes: [kind],
    autonomousSystemNumber: 64_500,
    crossTenantAccessType: 'none',
    uniqueTokenIdentifier: random.text(22, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
  };
}

export function programSignIn(
  kind: SignInKind,
  name: string,
  timeMs: number,
  random: SeededRandom,
  errorCode: number,
  failureReason: string,
): LogRow {
  const isIdentity = kind === 'managedIdentity';
  const record = {
    ...commonFields(kind, timeMs, random, isIdentity ? sampleApps.storage : sampleApps.graph),
    appId: idOf('app', name),
    servicePrincipalId: idOf('service-principal', name),
    servicePrincipalName: name,
    ...(isIdentity ? {} : { servicePrincipalCredentialKeyId: idOf('key', name) }),
    clientCredentialType: isIdentity ? 'none' : 'clientSecret',
    managedServiceIdentity: {
      msiType: isIdentity ? 'systemAssigned' : 'none',
      associatedResourceId: '',
      federatedTokenId: '',
    },
    ipAddress: isIdentity ? '' : '192.0.2.77',
    isInteractive: false,
    conditionalAccessStatus: 'notApplied',
    authenticationProtocol: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    status: { errorCode, failureReason, additionalDetails: null },
    location: { city: 'Rotterdam', state: 'Zuid-Holland', countryOrRegion: 'NL', geoCoordinates: {} },
  };
  return { timeMs, shownAtMs: timeMs + 2 * MS_PER_MINUTE, record };
}
