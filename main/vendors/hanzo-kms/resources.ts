import type { JsonObject } from '../json-object.ts';
import { readInteger, readObjects, readText, without } from '../read-value.ts';
import type { AuditRecord } from './audit-record.ts';
import { type ResourceKind, resourceKinds } from './resource-kinds.ts';

export interface NamedResource {
  readonly uid: string | null;
  readonly name: string | null;
  readonly type: string;
  readonly version?: string | null;
}

export interface Resources {
  readonly list: readonly NamedResource[];
  /** Metadata that found no place in them. */
  readonly left: JsonObject;
}

/** What the event was about, the thing its type names first. A type that is new is read by what its metadata says. */
export function readResources(record: AuditRecord, canonicalType: string): Resources {
  const metadata = record.eventMetadata;
  const secrets = readSecrets(metadata);
  const isSecret = (kind: ResourceKind) => kind.type === 'Secret';
  const subject = resourceKinds.find(({ subject }) => subject.test(canonicalType));
  const kinds = [
    ...(subject === undefined ? [] : [subject]),
    ...resourceKinds.filter((kind) => kind !== subject),
  ];
  const others = kinds
    .filter((kind) => !isSecret(kind) || secrets.list.length === 0)
    .flatMap((kind) => readThing(metadata, kind, kind === subject) ?? []);
  const things = subject === undefined || isSecret(subject) ? [secrets, ...others] : [...others, secrets];
  const list = things.flatMap((thing) => thing.list);
  const placed = things.flatMap((thing) => thing.placed);
  const left = { ...without(metadata, placed), ...secrets.left };
  if (list.length > 0) return { list, left };
  const place = placeName(metadata, 'environment', 'secretPath');
  if (place !== null)
    return {
      list: [{ uid: null, name: place, type: 'Folder' }],
      left: without(left, ['environment', 'secretPath']),
    };
  return { list, left };
}

interface Found {
  readonly list: readonly NamedResource[];
  readonly placed: readonly string[];
  readonly left?: JsonObject;
}

const OF_A_SECRET = ['secretId', 'secretKey', 'secretVersion', 'environment', 'secretPath'];

/** One secret, or the several of a batch, which share environment and path. */
function readSecrets(metadata: JsonObject): Found {
  const batch = readObjects(metadata.secrets);
  const isSingle = readText(metadata.secretId) !== null || readText(metadata.secretKey) !== null;
  const list = [...(isSingle ? [metadata] : []), ...batch].flatMap((secret) =>
    secretResource({ environment: metadata.environment, secretPath: metadata.secretPath, ...secret }),
  );
  if (list.length === 0) return { list, placed: [] };
  const unplaced = batch.map((secret) => without(secret, OF_A_SECRET));
  const isAllObjects = Array.isArray(metadata.secrets) && batch.length === metadata.secrets.length;
  return {
    list,
    placed: [...OF_A_SECRET, ...(isAllObjects ? ['secrets'] : [])],
    left: isAllObjects ? { secrets: unplaced } : {},
  };
}

function secretResource(secret: JsonObject): readonly NamedResource[] {
  const uid = readText(secret.secretId);
  const key = readText(secret.secretKey);
  if (uid === null && key === null) return [];
  const place = placeName(secret, 'environment', 'secretPath');
  const name = key === null ? null : joined(place, key);
  const version = readInteger(secret.secretVersion);
  return [
    {
      uid,
      name,
      type: 'Secret',
      version: version === null ? readText(secret.secretVersion) : String(version),
    },
  ];
}

function readThing(metadata: JsonObject, kind: ResourceKind, isSubject: boolean): Found | null {
  const uidName = [kind.uid, ...(isSubject ? ['id'] : [])].find((name) => readText(metadata[name]) !== null);
  const nameNames = [...kind.names, ...(isSubject ? ['name', 'newName', 'slug', 'newSlug'] : [])];
  const nameName = nameNames.find((name) => readText(metadata[name]) !== null);
  if (uidName === undefined && (nameName === undefined || !isSubject)) return null;
  const own = nameName === undefined ? null : readText(metadata[nameName]);
  const place = kind.place === undefined ? null : placeName(metadata, ...kind.place);
  const name = own === null ? place : joined(place, own);
  const alike = nameNames.filter((one) => own !== null && readText(metadata[one]) === own);
  const placed = [uidName, ...alike, ...(place === null ? [] : (kind.place ?? []))].filter(
    (one) => one !== undefined,
  );
  const uid = uidName === undefined ? null : readText(metadata[uidName]);
  return { list: [{ uid, name, type: kind.type }], placed };
}

/** `prod:/payments`; the path alone where no environment is named. */
function placeName(metadata: JsonObject, environmentName: string, pathName: string): string | null {
  const environment = readText(metadata[environmentName]);
  const path = readText(metadata[pathName]);
  if (environment === null) return path;
  return `${environment}:${path ?? ''}`;
}

/** `prod:/` and `KEY` make `prod:/KEY`, `prod:/payments` and `KEY` make `prod:/payments/KEY`. */
function joined(place: string | null, name: string): string {
  if (place === null) return name;
  return /[/:]$/.test(place) ? `${place}${name}` : `${place}/${name}`;
}
