import { isJsonObject, type JsonObject } from '../json-object.ts';

/** Vendor's path → name below `sentinel_one.<stream>`; an object's name holds for all below it. Empty: the stream itself. */
export type EcsNames = Readonly<Record<string, string>>;

/**
 * The fields under the names of Elastic's integration where those are known, in snake_case otherwise, as flat dotted
 * names. Where two fields would get the same name, the first keeps it.
 */
export function vendorFields(stream: string, fields: JsonObject, names: EcsNames = {}): JsonObject {
  const found: Record<string, unknown> = {};
  const collect = (object: JsonObject, path: string, target: string) => {
    for (const [key, value] of Object.entries(object)) {
      const from = path === '' ? key : `${path}.${key}`;
      const to = Object.hasOwn(names, from) ? (names[from] ?? '') : joined(target, snakeCase(key));
      if (isJsonObject(value)) collect(value, from, to);
      else if (to !== '' && !(to in found)) found[to] = Array.isArray(value) ? value.map(snakeCased) : value;
    }
  };
  collect(fields, '', '');
  const parents = new Set(Object.keys(found).flatMap(parentsOf));
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      `sentinel_one.${stream}.${parents.has(name) ? `${name}.value` : name}`,
      value,
    ]),
  );
}

/** A field can't be a value and have fields of its own. */
function parentsOf(name: string): string[] {
  const parts = name.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
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

function joined(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}
