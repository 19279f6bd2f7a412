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
