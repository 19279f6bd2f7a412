import type { JsonObject } from '../json-object.ts';
import type { SeverityId } from '../ocsf/ocsf-event.ts';
import { ipOf } from '../ocsf/ocsf-values.ts';
import { byWord, readObject, readObjects, readText, readTexts, without } from '../read-value.ts';
import { agentOf, deviceRest, type SignInUser } from './sign-in-parties.ts';

const severities: Readonly<Record<string, SeverityId>> = { low: 2, medium: 3, high: 4 };
const actions: Readonly<Record<string, readonly [number, string]>> = {
  success: [1, 'Allowed'],
  failure: [2, 'Denied'],
};

/** By the risk of this sign-in; most have none. */
export function signInSeverity(fields: JsonObject): SeverityId {
  return byWord(severities, fields.riskLevelDuringSignIn) ?? 1;
}

/** Conditional access: what each policy said, and what came of all of them. */
export function accessControl(fields: JsonObject): JsonObject {
  const [action_id, action] = byWord(actions, fields.conditionalAccessStatus) ?? [];
  const authorizations = readObjects(fields.appliedConditionalAccessPolicies).flatMap((policy) => {
    const uid = readText(policy.id);
    const name = readText(policy.displayName);
    const data = without(policy, ['id', 'displayName', 'result']);
    return uid === null && name === null
      ? []
      : [{ policy: { uid, name, data }, decision: readText(policy.result) }];
  });
  return {
    ...(action_id === undefined ? {} : { action_id, action }),
    ...(authorizations.length === 0 ? {} : { authorizations }),
  };
}

const mapped: readonly string[] = [
  'id createdDateTime correlationId status appId appDisplayName resourceId resourceDisplayName ipAddress location',
  'autonomousSystemNumber userAgent sessionId isInteractive authenticationProtocol authenticationRequirement',
  'deviceDetail appliedConditionalAccessPolicies resourceTenantId',
].flatMap((names) => names.split(' '));
const mappedOfPrograms = ['servicePrincipalId', 'servicePrincipalName'];
const mappedOfPeople = ['userId', 'userPrincipalName', 'userDisplayName'];

/** What needs an address to stand beside. */
const placeOfAddress = ['ipAddress', 'location', 'autonomousSystemNumber'];

function only(fields: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** What of a sign-in has no attribute of its own. */
export function signInRest(fields: JsonObject, user: SignInUser, hasDevice: boolean): JsonObject {
  const { geoCoordinates, ...place } = readObject(fields.location);
  const hasPlace = [place.city, place.state, place.countryOrRegion].some((part) => readText(part) !== null);
  const saidElsewhere = [
    ...mapped,
    ...(user.isProgram ? mappedOfPrograms : mappedOfPeople),
    ...(byWord(severities, fields.riskLevelDuringSignIn) === undefined ? [] : ['riskLevelDuringSignIn']),
    ...(byWord(severities, fields.riskLevelAggregated) === undefined ? [] : ['riskLevelAggregated']),
    ...(byWord(actions, fields.conditionalAccessStatus) === undefined ? [] : ['conditionalAccessStatus']),
    ...(readTexts(fields.signInEventTypes).length > 1 ? [] : ['signInEventTypes']),
  ];
  return {
    ...without(fields, saidElsewhere),
    deviceDetail: deviceRest(fields, hasDevice, agentOf(fields).isBrowser),
    ...(hasPlace ? {} : { location: { geoCoordinates } }),
    ...(ipOf(fields.ipAddress) === null ? only(fields, placeOfAddress) : {}),
  };
}
