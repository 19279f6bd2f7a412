import { isJsonObject, type JsonObject } from '../json-object.ts';

/** A table of names, taken apart once: where a field goes, and the names of the fields below it. */
export interface EcsNames {
  readonly to: readonly string[] | null;
  readonly below: Map<string, EcsNames>;
}

/** From the vendor's path to the name below `sentinel_one.<stream>`; an object's name holds for all below it. */
export function ecsNames(table: Readonly<Record<string, string>>): EcsNames {
  const root: { to: readonly string[] | null; below: Map<string, EcsNames> } = { to: null, below: new Map() };
  for (const [path, name] of Object.entries(table)) {
    let at = root;
    for (const key of path.split('.')) {
      const child = at.below.get(key) ?? { to: null, below: new Map<string, EcsNames>() };
      at.below.set(key, child);
      at = child;
    }
    at.to = name === '' ? [] : name.split('.');
  }
  return root;
}

type Fields = Record<string, unknown>;

/**
 * `sentinel_one.<stream>` with the fields under the names of Elastic's integration where those are known, in snake_case
 * otherwise. Where two fields would get the same name, the first keeps it; a value that is to have fields below it
 * becomes their `value`.
 */
export function vendorFields(stream: string, fields: JsonObject, names?: EcsNames): JsonObject {
  const root: Fields = {};
  place(fields, names, root, []);
  return { [`sentinel_one.${stream}`]: root };
}

function place(object: JsonObject, names: EcsNames | undefined, root: Fields, path: readonly string[]): void {
  for (const key of Object.keys(object)) {
    const value = object[key];
    const named = names?.below.get(key);
    const to = named?.to ?? null;
    if (isJsonObject(value)) {
      place(value, named, root, to ?? [...path, snakeCase(key)]);
      continue;
    }
    const parent = inner(root, to ?? path, to === null ? path.length : to.length - 1);
    put(parent, to?.at(-1) ?? snakeCase(key), Array.isArray(value) ? value.map(snakeCased) : value);
  }
}

/** The object at a path, made where it is not there. */
function inner(root: Fields, path: readonly string[], length: number): Fields {
  let at = root;
  for (let index = 0; index < length; index += 1) {
    const name = path[index] ?? '';
    const before = Object.hasOwn(at, name) ? at[name] : undefined;
    const next: Fields = isJsonObject(before) ? before : before === undefined ? {} : { value: before };
    at[name] = next;
    at = next;
  }
  return at;
}

function put(into: Fields, name: string, value: unknown): void {
  const before = Object.hasOwn(into, name) ? into[name] : undefined;
  if (before === undefined) into[name] = value;
  else if (isJsonObject(before)) put(before as Fields, 'value', value);
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [snakeCase(key), snakeCased(child)]));
}

const known = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

/** `isUpToDate` → `is_up_to_date`, `fileSha256` → `file_sha256`, `agentIpV4` → `agent_ip_v4`. A dot would make two of one. */
export function snakeCase(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const snake = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[\s.-]+/g, '_')
    .toLowerCase();
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(name, snake);
  return snake;
}
