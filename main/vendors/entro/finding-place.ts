import type { OcsfEvent } from '../../../shared/normalised-event.ts';
import { isJsonObject, type JsonObject, textOrNull } from '../json-object.ts';

/**
 * Where a secret lay and whose it is, as far as an export says so (the audit log itself does not): `location` as text
 * or as an object with id, name, type, path, url and source; `owner` as text or as an object with id, name and email.
 */
export interface FindingPlace {
  readonly resource: JsonObject | null;
  readonly resourceName: string | null;
  readonly file: JsonObject | null;
  readonly dataSource: string | null;
  readonly owner: {
    readonly name: string | null;
    readonly email: string | null;
    readonly uid: string | null;
  };
  readonly observables: NonNullable<OcsfEvent['observables']>;
  /** What of `location` and `owner` found no home. */
  readonly left: JsonObject;
}

const EMAIL = /^[^\s@]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+$/;

export function readFindingPlace(extras: JsonObject): FindingPlace {
  const { id, name, type, path, url, source, ...otherLocation } = parts(extras.location, 'name');
  const owner = readOwner(extras.owner);
  const fileName = textOrNull(path)
    ?.split(/[\\/]/)
    .findLast((part) => part !== '');
  const hasResource = textOrNull(id) !== null || textOrNull(name) !== null;
  const resource = hasResource
    ? compact({ uid: textOrNull(id), name: textOrNull(name), type: textOrNull(type), owner: owner.ocsf })
    : null;
  const file = fileName
    ? compact({
        name: fileName,
        path: textOrNull(path),
        type_id: 1,
        type: 'Regular File',
        url: textOrNull(url) === null ? null : { url_string: url },
      })
    : null;
  return {
    resource,
    resourceName: textOrNull(name) ?? textOrNull(id) ?? textOrNull(path),
    file,
    dataSource: textOrNull(source),
    owner,
    observables: observablesOf(resource, file),
    left: leftOver({
      location: {
        ...otherLocation,
        ...(file ? {} : { path, url }),
        ...(hasResource ? {} : { type }),
      },
      owner: hasResource ? owner.left : extras.owner,
    }),
  };
}

function readOwner(value: unknown) {
  const { id, name, email, ...left } = parts(value, 'name');
  const written = textOrNull(email) ?? textOrNull(name);
  const address = written !== null && EMAIL.test(written) ? written : null;
  const owner = { uid: textOrNull(id), name: textOrNull(name) ?? textOrNull(email), email: address };
  const isKnown = owner.uid !== null || owner.name !== null;
  return {
    ...owner,
    ocsf: isKnown ? compact({ uid: owner.uid, name: owner.name, email_addr: address }) : null,
    left,
  };
}

function parts(value: unknown, nameOfText: string): JsonObject {
  if (isJsonObject(value)) return value;
  return textOrNull(value) === null ? {} : { [nameOfText]: value };
}

function compact(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  );
}

function leftOver(places: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(places)
      .map(([name, value]) => [name, isJsonObject(value) ? compact(value) : value] as const)
      .filter(
        ([, value]) => value !== undefined && !(isJsonObject(value) && Object.keys(value).length === 0),
      ),
  );
}

function observablesOf(resource: JsonObject | null, file: JsonObject | null): FindingPlace['observables'] {
  const owner = isJsonObject(resource?.owner) ? resource.owner : {};
  const url = isJsonObject(file?.url) ? file.url : {};
  const candidates = [
    ['resources[0].uid', 10, 'Resource UID', resource?.uid],
    ['resources[0].name', 38, 'Resource Details Object: name', resource?.name],
    ['resources[0].owner.name', 4, 'User Name', owner.name],
    ['resources[0].owner.email_addr', 5, 'Email Address', owner.email_addr],
    ['file.name', 7, 'File Name', file?.name],
    ['file.path', 45, 'File Path', file?.path],
    ['file.url.url_string', 6, 'URL String', url.url_string],
  ] as const;
  return candidates.flatMap(([name, type_id, type, value]) =>
    typeof value === 'string' ? [{ name, type_id, type, value }] : [],
  );
}
