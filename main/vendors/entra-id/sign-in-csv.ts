import { contentHash } from '../content-hash.ts';
import type { JsonObject } from '../json-object.ts';
import { readBoolean, readNumber, readText, wordKey } from '../read-value.ts';

type Place = readonly string[];

/**
 * The headings of the CSV that the portal's sign-in page downloads, and where Graph has the same. Headings are compared
 * without case, spaces and hyphens; what stands in no row here is kept under its heading.
 */
const headings: Readonly<Record<string, Place>> = {
  'date(utc)': ['createdDateTime'],
  date: ['createdDateTime'],
  requestid: ['id'],
  useragent: ['userAgent'],
  correlationid: ['correlationId'],
  userid: ['userId'],
  user: ['userDisplayName'],
  username: ['userPrincipalName'],
  userprincipalname: ['userPrincipalName'],
  usertype: ['userType'],
  crosstenantaccesstype: ['crossTenantAccessType'],
  incomingtokentype: ['incomingTokenType'],
  authenticationprotocol: ['authenticationProtocol'],
  uniquetokenidentifier: ['uniqueTokenIdentifier'],
  originaltransfermethod: ['originalTransferMethod'],
  clientcredentialtype: ['clientCredentialType'],
  application: ['appDisplayName'],
  applicationid: ['appId'],
  appownertenantid: ['appOwnerTenantId'],
  resource: ['resourceDisplayName'],
  resourceid: ['resourceId'],
  resourcetenantid: ['resourceTenantId'],
  resourceownertenantid: ['resourceOwnerTenantId'],
  hometenantid: ['homeTenantId'],
  hometenantname: ['homeTenantName'],
  serviceprincipalid: ['servicePrincipalId'],
  serviceprincipalname: ['servicePrincipalName'],
  serviceprincipalcredentialkeyid: ['servicePrincipalCredentialKeyId'],
  managedidentitytype: ['managedIdentityType'],
  ipaddress: ['ipAddress'],
  location: ['location'],
  status: ['status', 'errorCode'],
  signinerrorcode: ['status', 'errorCode'],
  errorcode: ['status', 'errorCode'],
  failurereason: ['status', 'failureReason'],
  additionaldetails: ['status', 'additionalDetails'],
  clientapp: ['clientAppUsed'],
  clientappused: ['clientAppUsed'],
  deviceid: ['deviceDetail', 'deviceId'],
  devicename: ['deviceDetail', 'displayName'],
  browser: ['deviceDetail', 'browser'],
  operatingsystem: ['deviceDetail', 'operatingSystem'],
  compliant: ['deviceDetail', 'isCompliant'],
  managed: ['deviceDetail', 'isManaged'],
  jointype: ['deviceDetail', 'trustType'],
  authenticationrequirement: ['authenticationRequirement'],
  multifactorauthenticationresult: ['mfaResult'],
  multifactorauthenticationauthmethod: ['mfaDetail', 'authMethod'],
  multifactorauthenticationauthdetail: ['mfaDetail', 'authDetail'],
  conditionalaccess: ['conditionalAccessStatus'],
  signinidentifier: ['signInIdentifier'],
  sessionid: ['sessionId'],
  autonomoussystemnumber: ['autonomousSystemNumber'],
  flaggedforreview: ['flaggedForReview'],
  tokenissuertype: ['tokenIssuerType'],
  tokenissuername: ['tokenIssuerName'],
  latency: ['processingTimeInMilliseconds'],
  signineventtypes: ['signInEventTypes'],
};

/** A row of that CSV: a time, an address, and a person or a program. */
export function isSignInRow(entry: JsonObject): boolean {
  const names = new Set(Object.keys(entry).map(wordKey));
  const hasTime = names.has('date(utc)') || (names.has('date') && names.has('requestid'));
  return (
    hasTime && ['username', 'user', 'serviceprincipalid', 'signinerrorcode'].some((name) => names.has(name))
  );
}

/** The row in the form of Graph. A row without a request id gets one from its content. */
export function signInOfRow(row: JsonObject): JsonObject {
  const record: Record<string, unknown> = {};
  for (const [heading, value] of Object.entries(row)) {
    if (readText(value) === null) continue;
    const [name = heading, inner] = headings[wordKey(heading)] ?? [];
    if (inner === undefined) record[name] = value;
    else record[name] = { ...(record[name] as JsonObject | undefined), [inner]: value };
  }
  return {
    ...record,
    id: readText(record.id) ?? contentHash(row),
    createdDateTime: timeOfRow(record.createdDateTime),
    status: statusOfRow(row),
    ...(typeof record.location === 'string' ? { location: placeOfRow(record.location) } : {}),
    ...deviceOfRow(record.deviceDetail),
    ...lowered(record, 'conditionalAccessStatus', (text) => text.replaceAll(' ', '')),
    ...lowered(record, 'authenticationRequirement', requirementOfRow),
  };
}

/** `2026-03-02 09:15:27`, `3/2/2026, 9:15:27 AM`: the portal's forms are UTC. */
function timeOfRow(value: unknown): string | null {
  const text = readText(value);
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?$/i.exec(
    text ?? '',
  );
  if (!match) return text;
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '00', half] = match;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const two = (part: string | number) => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}Z`;
}

/** "Status" is a word (Success, Failure, Interrupted); the number has a column of its own, or is missing on success. */
function statusOfRow(row: JsonObject): JsonObject {
  const byHeading = new Map(Object.entries(row).map(([heading, value]) => [wordKey(heading), value]));
  const word = wordKey(byHeading.get('status'));
  const code = readNumber(byHeading.get('signinerrorcode')) ?? readNumber(byHeading.get('errorcode'));
  return {
    errorCode: code ?? (word === 'success' ? 0 : (readText(byHeading.get('status')) ?? null)),
    failureReason: byHeading.get('failurereason') ?? null,
    additionalDetails: byHeading.get('additionaldetails') ?? null,
  };
}

/** `Oslo, Oslo, NO`: city, state, country; fewer parts leave the country. */
function placeOfRow(text: string): JsonObject {
  const parts = text.split(',').map((part) => part.trim());
  const countryOrRegion = parts.at(-1) ?? '';
  return parts.length === 1
    ? { countryOrRegion }
    : { city: parts[0], state: parts.length > 2 ? parts[1] : '', countryOrRegion };
}

function deviceOfRow(detail: unknown): JsonObject {
  if (typeof detail !== 'object' || detail === null) return {};
  const { isCompliant, isManaged, ...rest } = detail as JsonObject;
  return {
    deviceDetail: {
      ...rest,
      isCompliant: yesOrNo(isCompliant),
      isManaged: yesOrNo(isManaged),
    },
  };
}

function yesOrNo(value: unknown): boolean | null {
  const word = wordKey(value);
  return word === 'yes' ? true : word === 'no' ? false : readBoolean(value);
}

function requirementOfRow(text: string): string {
  return /multi/.test(text) ? 'multiFactorAuthentication' : 'singleFactorAuthentication';
}

function lowered(
  record: JsonObject,
  name: string,
  change: (text: string) => string,
): Readonly<Record<string, string>> {
  const text = readText(record[name]);
  return text === null ? {} : { [name]: change(text.toLowerCase()) };
}
