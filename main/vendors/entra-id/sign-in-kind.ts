import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readBoolean, readObject, readTexts, wordKey } from '../read-value.ts';
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
 * As the record says itself; else as its fields tell, and where these leave it open, the log that it came from. Records
 * of v1.0 have no kind and are interactive.
 */
export function kindOf(record: JsonObject, log?: SignInKind): SignInKind {
  const said = readTexts(record.signInEventTypes).map(wordKey);
  const named = kinds.filter((kind) => said.includes(kind.toLowerCase()));
  const [first] = named;
  if (first !== undefined) return log !== undefined && named.includes(log) ? log : first;
  const isOfUser = meaningful(record.userId) !== null || meaningful(record.userPrincipalName) !== null;
  const isLogOfPrograms = log === 'servicePrincipal' || log === 'managedIdentity';
  if (isOfProgram(record) && isLogOfPrograms) return log;
  if (isOfProgram(record) && !isOfUser) return kindOfProgram(record);
  const isInteractive = readBoolean(record.isInteractive);
  if (log !== undefined && (!isOfUser || (isInteractive === null && !isLogOfPrograms))) return log;
  return isInteractive === false ? 'nonInteractiveUser' : 'interactiveUser';
}

function isOfProgram({ servicePrincipalId, servicePrincipalName }: JsonObject): boolean {
  return meaningful(servicePrincipalId) !== null || meaningful(servicePrincipalName) !== null;
}

function kindOfProgram(record: JsonObject): SignInKind {
  const identity = readObject(record.managedServiceIdentity);
  const type = wordKey(record.managedIdentityType) || wordKey(identity.msiType);
  return type === '' || type === 'none' ? 'servicePrincipal' : 'managedIdentity';
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
