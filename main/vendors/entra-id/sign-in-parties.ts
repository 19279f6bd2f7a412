import type { JsonObject } from '../json-object.ts';
import { emailOf, ipOf, osOf } from '../ocsf/ocsf-values.ts';
import {
  byWord,
  readBoolean,
  readInteger,
  readNumber,
  readObject,
  readText,
  without,
} from '../read-value.ts';
import { meaningful } from './graph-record.ts';
import type { SignInKind } from './sign-in-kind.ts';

/** Who signed in: a person, or the identity of a program. */
export interface SignInUser {
  readonly uid: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isProgram: boolean;
}

/**
 * By the kind of sign-in: a person, or a service principal. Where the record does not name the one, it may name the
 * other: a program signs in for nobody, or a person turns up in a log of programs. Null where it names nobody.
 */
export function readSignInUser(fields: JsonObject, kind: SignInKind): SignInUser | null {
  const program = programOf(fields);
  const isOfProgram = kind === 'servicePrincipal' || kind === 'managedIdentity';
  if (!isOfProgram) return personOf(fields) ?? program;
  const app = { uid: meaningful(fields.appId), name: readText(fields.appDisplayName) };
  return (
    programOf({
      servicePrincipalId: program?.uid ?? app.uid,
      servicePrincipalName: program?.name ?? app.name,
    }) ?? personOf(fields)
  );
}

function personOf(fields: JsonObject): SignInUser | null {
  const uid = meaningful(fields.userId);
  const fullName = meaningful(fields.userDisplayName);
  const name = meaningful(fields.userPrincipalName) ?? meaningful(fields.signInIdentifier) ?? fullName;
  if (uid === null && name === null) return null;
  return { uid, name, email: emailOf(name), fullName, isProgram: false };
}

function programOf({ servicePrincipalId, servicePrincipalName }: JsonObject): SignInUser | null {
  const uid = meaningful(servicePrincipalId);
  const name = meaningful(servicePrincipalName);
  if (uid === null && name === null) return null;
  return { uid, name, email: null, fullName: null, isProgram: true };
}

const riskLevels: Readonly<Record<string, readonly [number, string]>> = {
  low: [1, 'Low'],
  medium: [2, 'Medium'],
  high: [3, 'High'],
};

/** Level 0 is "Info" in OCSF, so no risk, a hidden and an unknown one are left out. */
export function userAttributes(user: SignInUser, riskLevel: unknown): JsonObject {
  const [risk_level_id, risk_level] = byWord(riskLevels, riskLevel) ?? [];
  return {
    uid: user.uid,
    name: user.name,
    email_addr: user.email,
    full_name: user.fullName,
    ...(user.isProgram
      ? { type_id: 3, type: 'System' }
      : {
          type_id: 1,
          type: 'User',
          account: { type_id: 6, type: 'Azure AD Account', uid: user.uid, name: user.name },
        }),
    risk_level_id,
    risk_level,
  };
}

/** Where from; null without an address, which OCSF demands. Coordinates alone are no place. */
export function sourceEndpoint(fields: JsonObject): JsonObject | null {
  const ip = ipOf(fields.ipAddress);
  if (ip === null) return null;
  const location = readObject(fields.location);
  const coordinates = readObject(location.geoCoordinates);
  const place = {
    city: readText(location.city),
    region: readText(location.state),
    country: readText(location.countryOrRegion),
  };
  const isKnown = Object.values(place).some((part) => part !== null);
  const asNumber = readInteger(fields.autonomousSystemNumber);
  return {
    ip,
    ...(isKnown
      ? {
          location: {
            ...place,
            lat: readNumber(coordinates.latitude),
            long: readNumber(coordinates.longitude),
          },
        }
      : {}),
    ...(asNumber === null || asNumber <= 0 ? {} : { autonomous_system: { number: asNumber } }),
  };
}

/** Null for a browser on a machine that Entra does not know. */
export function signInDevice(fields: JsonObject): JsonObject | null {
  const detail = readObject(fields.deviceDetail);
  const uid = meaningful(detail.deviceId);
  const name = readText(detail.displayName);
  if (uid === null && name === null) return null;
  return {
    type_id: 0,
    type: 'Unknown',
    uid,
    name,
    os: osOf(detail.operatingSystem),
    is_compliant: readBoolean(detail.isCompliant),
    is_managed: readBoolean(detail.isManaged),
  };
}

/** What of the device's details has no attribute. */
export function deviceRest(fields: JsonObject, hasDevice: boolean, isBrowserUsed: boolean): JsonObject {
  const used = hasDevice ? ['deviceId', 'displayName', 'operatingSystem', 'isCompliant', 'isManaged'] : [];
  return without(readObject(fields.deviceDetail), [...used, ...(isBrowserUsed ? ['browser'] : [])]);
}

export function agentOf(fields: JsonObject): { readonly text: string | null; readonly isBrowser: boolean } {
  const agent = readText(fields.userAgent);
  const browser = readText(readObject(fields.deviceDetail).browser);
  return { text: agent ?? browser, isBrowser: agent === null && browser !== null };
}

export function tenantOf(fields: JsonObject): string | null {
  return (
    meaningful(fields.resourceTenantId) ?? meaningful(fields.tenantId) ?? meaningful(fields.homeTenantId)
  );
}
