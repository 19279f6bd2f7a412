import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { readText, without } from '../read-value.ts';
import type { AuditRecord } from './audit-record.ts';

/** Who did it, as far as the record says. */
export interface Actor {
  /** The vendor's word: `user`, `identity`, `service`, `platform`, and more with each release. */
  readonly type: string | null;
  /** For people: a name, or what stands in for one. */
  readonly label: string;
  /** OCSF `user`; null where no account is behind it. */
  readonly user: JsonObject | null;
  /** OCSF `actor`, which the class requires. */
  readonly ocsf: JsonObject;
  readonly uid: string | null;
  readonly name: string | null;
  readonly email: string | null;
  /** Metadata that found no place. */
  readonly left: JsonObject;
}

/** Which metadata names an account of each type. Machine accounts are System (3) to OCSF. */
const accounts: Readonly<Record<string, { readonly uid: string; readonly typeId: 1 | 3 }>> = {
  user: { uid: 'userId', typeId: 1 },
  identity: { uid: 'identityId', typeId: 3 },
  machine: { uid: 'identityId', typeId: 3 },
  service: { uid: 'serviceId', typeId: 3 },
};

const PLATFORM = 'Hanzo KMS platform';
/** Ids of actors that are programs, in the order in which they tell most. */
const PROGRAM_IDS = ['clientId', 'accountId', 'profileId', 'machineId'] as const;

/** Types that are not known are read by what their metadata says. */
export function readActor({ actorType, actorMetadata }: AuditRecord): Actor {
  const known = actorType !== null && Object.hasOwn(accounts, actorType) ? accounts[actorType] : undefined;
  const account = known ?? Object.values(accounts).find(({ uid }) => readText(actorMetadata[uid]) !== null);
  return (
    (account === undefined ? null : accountActor(actorType, actorMetadata, account.uid, account.typeId)) ??
    programActor(actorType, actorMetadata)
  );
}

function accountActor(
  type: string | null,
  metadata: JsonObject,
  uidName: string,
  typeId: 1 | 3,
): Actor | null {
  const uid = readText(metadata[uidName]);
  const email = emailOf(metadata.email) ?? emailOf(metadata.username);
  const name = readText(metadata.username) ?? readText(metadata.name) ?? readText(metadata.email);
  if (uid === null && name === null) return null;
  const user = { uid, name, email_addr: email, type_id: typeId, type: typeId === 1 ? 'User' : 'System' };
  const placed = [uidName, 'username', 'name', 'email'].filter((key) =>
    [uid, name, email].includes(readText(metadata[key])),
  );
  const left = without(metadata, placed);
  return { type, label: name ?? uid ?? '', user, ocsf: { user }, uid, name, email, left };
}

/** The platform itself, a protocol's client, or an unknown: OCSF's actor then is an application. */
function programActor(type: string | null, metadata: JsonObject): Actor {
  const idName = PROGRAM_IDS.find((name) => readText(metadata[name]) !== null);
  const uid = idName === undefined ? null : readText(metadata[idName]);
  const named = readText(metadata.name);
  const label = named ?? (type === 'platform' ? PLATFORM : (type ?? 'unknown'));
  const placed = [...(idName === undefined ? [] : [idName]), ...(named === null ? [] : ['name'])];
  return {
    type,
    label,
    user: null,
    ocsf: { app_name: label, app_uid: uid },
    uid: null,
    name: null,
    email: null,
    left: without(metadata, placed),
  };
}
