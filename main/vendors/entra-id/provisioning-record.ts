import type { JsonObject } from '../json-object.ts';
import { byWord, readObject, readObjects, readText, wordKey } from '../read-value.ts';
import { type GraphRecord, meaningful } from './graph-record.ts';

const activities: Readonly<Record<string, number>> = { create: 1, update: 3, delete: 4, disable: 9 };
const statuses: Readonly<Record<string, number>> = { success: 1, failure: 2 };

/** One object that was carried from one system to another (or was not), read from Graph's long form. */
export interface Provisioning {
  readonly record: GraphRecord;
  readonly action: string;
  readonly activityId: number;
  readonly status: string | null;
  readonly statusId: number;
  readonly error: JsonObject;
  readonly identity: {
    readonly uid: string | null;
    readonly name: string | null;
    readonly type: string | null;
  };
  readonly initiator: {
    readonly uid: string | null;
    readonly name: string | null;
    readonly isPerson: boolean;
  };
  readonly target: string | null;
  readonly message: string;
}

export function readProvisioning(record: GraphRecord): Provisioning {
  const { fields } = record;
  const info = readObject(fields.provisioningStatusInfo ?? fields.statusInfo);
  const action = readText(fields.provisioningAction) ?? readText(fields.action) ?? 'provisioning';
  const status = readText(info.status);
  const identity = identityOf(fields);
  const target = systemName(fields.targetSystem);
  const statusId = status === null ? 0 : (byWord(statuses, status) ?? 99);
  const way = target === null ? '' : ` in ${target}`;
  const end = statusId === 1 || status === null ? '' : `: ${status}`;
  return {
    record,
    action,
    activityId: byWord(activities, action) ?? 99,
    status,
    statusId,
    error: readObject(info.errorInformation ?? info.error),
    identity,
    initiator: initiatorOf(fields),
    target,
    message: `Provisioning, ${action}: ${identity.name ?? identity.uid ?? 'an object'}${way}${end}`,
  };
}

/** As the target system knows it; before it is there, as the source does. */
function identityOf(fields: JsonObject): Provisioning['identity'] {
  const identities = [readObject(fields.targetIdentity), readObject(fields.sourceIdentity)];
  const first = (name: string) =>
    identities.map((identity) => meaningful(identity[name])).find((text) => text !== null) ?? null;
  return { uid: first('id'), name: first('displayName'), type: first('identityType') };
}

/** The pages write `initiatorType` and `initiatingType`. */
function initiatorOf(fields: JsonObject): Provisioning['initiator'] {
  const given = readObject(fields.initiatedBy);
  const type = wordKey(given.initiatorType ?? given.initiatingType);
  const [app] = readObjects(fields.servicePrincipal);
  const uid = meaningful(given.id);
  const name = meaningful(given.displayName);
  if (uid !== null || name !== null) return { uid, name, isPerson: type === 'user' };
  return { uid: meaningful(app?.id), name: meaningful(app?.displayName), isPerson: false };
}

export function systemName(system: unknown): string | null {
  const { displayName, id } = readObject(system);
  return meaningful(displayName) ?? meaningful(id);
}
