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

/** Who signed in: a person, or the identity of a program. */
export interface SignInUser {
  readonly uid: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isProgram: boolean;
}

/** Null where the record names nobody. */
export function readSignInUser(fields: JsonObject, isProgram: boolean): SignInUser | null {
  const uid = isProgram
    ? (meaningful(fields.servicePrincipalId) ?? meaningful(fields.appId))
    : meaningful(fields.userId);
  const displayName = readText(fields.userDisplayName);
  const name = isProgram
    ? (readText(fields.servicePrincipalName) ?? readText(fields.appDisplayName))
    : (readText(fields.userPrincipalName) ?? readText(fields.signInIdentifier) ?? displayName);
  if (uid === null && name === null) return null;
  const email = isProgram ? null : emailOf(name);
  return { uid, name, email, fullName: isProgram ? null : displayName, isProgram };
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
