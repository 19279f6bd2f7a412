import type { JsonObject } from '../json-object.ts';
import { emailOf, ipOf } from '../ocsf/ocsf-values.ts';
import { readObject, readObjects, readText, wordKey } from '../read-value.ts';
import { meaningful } from './graph-record.ts';

/** Who did it: a person, an application, or nobody that is named. */
export interface Initiator {
  readonly userUid: string | null;
  readonly userName: string | null;
  readonly fullName: string | null;
  readonly appUid: string | null;
  readonly appName: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

export function readInitiator(fields: JsonObject): Initiator {
  const { user: givenUser, app: givenApp } = readObject(fields.initiatedBy);
  const user = readObject(givenUser);
  const app = readObject(givenApp);
  const fullName = meaningful(user.displayName);
  return {
    userUid: meaningful(user.id),
    userName: meaningful(user.userPrincipalName) ?? fullName,
    fullName,
    appUid: meaningful(app.appId) ?? meaningful(app.servicePrincipalId),
    appName: meaningful(app.displayName) ?? meaningful(app.servicePrincipalName),
    ip: firstAddress(user.ipAddress) ?? firstAddress(app.ipAddress) ?? firstAddress(detail(fields, 'ipaddr')),
    userAgent: detail(fields, 'useragent'),
  };
}

/** Null where nobody is named: an actor has to be somebody. */
export function actorOf(initiator: Initiator): JsonObject | null {
  const { userUid, userName, fullName, appUid, appName } = initiator;
  const user =
    userUid === null && userName === null
      ? null
      : { uid: userUid, name: userName, full_name: fullName, email_addr: emailOf(userName) };
  const isNamed = user !== null || appUid !== null || appName !== null;
  return isNamed ? { user, app_uid: appUid, app_name: appName } : null;
}

/** Of `additionalDetails`, a list of keys and values. */
export function detail(fields: JsonObject, name: string): string | null {
  const pair = readObjects(fields.additionalDetails).find(({ key }) => wordKey(key) === name);
  return readText(pair?.value);
}

/** The field may be empty, have a port, or hold several addresses. */
function firstAddress(value: unknown): string | null {
  for (const part of (readText(value) ?? '').split(/[,;\s]+/)) {
    const ip = ipOf(part);
    if (ip !== null) return ip;
  }
  return null;
}
