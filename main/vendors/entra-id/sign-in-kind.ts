import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readBoolean, readObject, readText, readTexts, wordKey } from '../read-value.ts';
import { meaningful } from './graph-record.ts';

/** The vendor's words for the four logs of sign-ins. */
export type SignInKind = 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity';

const kinds: readonly SignInKind[] = [
  'interactiveUser',
  'nonInteractiveUser',
  'servicePrincipal',
  'managedIdentity',
];

/**
 * As the record says itself; else the log that was asked for, or as its fields tell. Records of v1.0 have no kind and
 * are interactive.
 */
export function kindOf(record: JsonObject, asked?: SignInKind): SignInKind {
  const said = readTexts(record.signInEventTypes).map(wordKey);
  const named = kinds.filter((kind) => said.includes(kind.toLowerCase()));
  const [first = asked] = named;
  if (asked !== undefined && named.includes(asked)) return asked;
  if (first !== undefined) return first;
  const isOfUser = meaningful(record.userId) !== null || readText(record.userPrincipalName) !== null;
  if (!isOfUser && readText(record.servicePrincipalId) !== null) {
    const identity = readObject(record.managedServiceIdentity);
    const type = wordKey(record.managedIdentityType) || wordKey(identity.msiType);
    return type === '' || type === 'none' ? 'servicePrincipal' : 'managedIdentity';
  }
  return readBoolean(record.isInteractive) === false ? 'nonInteractiveUser' : 'interactiveUser';
}

/** 1 for a sign-in of that kind, 0 for any other record. */
export function recogniseSignIn(record: unknown, kind: SignInKind): number {
  if (!isJsonObject(record) || !('createdDateTime' in record)) return 0;
  const isSignIn =
    (isJsonObject(record.status) && 'errorCode' in record.status) ||
    ('signInEventTypes' in record && 'appId' in record) ||
    ('conditionalAccessStatus' in record && 'ipAddress' in record);
  return isSignIn && kindOf(record) === kind ? 1 : 0;
}
