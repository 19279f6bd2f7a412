import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readObject, readObjects, readText, wordKey } from '../read-value.ts';

/** What an audit event says of the thing that was managed, beyond its name. */
export interface AuditDetails {
  /** Attributes by name, as the vendor spells the names. */
  readonly attributes: JsonObject;
  readonly oldValues: JsonObject;
  readonly newValues: JsonObject;
}

/**
 * Audit events list attributes as `{ name, value }` and changes as `{ name, oldValue, newValue }`; webhooks, and
 * whatever else made an object of them, are read as well.
 */
export function readAuditDetails(fields: JsonObject): AuditDetails {
  const details = readObject(fields.auditDetails);
  const attributes = details.entityAttributes ?? fields.entityAttributes;
  const changes = details.modifiedEntityAttributes ?? fields.modifiedEntityAttributes;
  return {
    attributes: byName(attributes, ['value', 'secretValue'], true),
    oldValues: byName(changes, ['oldValue', 'oldSecretValue'], false),
    newValues: byName(changes, ['newValue', 'newSecretValue'], true),
  };
}

/** `takesBare`: an object's member that is no pair is a value itself. */
function byName(list: unknown, valueNames: readonly string[], takesBare: boolean): JsonObject {
  const entries = isJsonObject(list)
    ? Object.entries(list).map(([name, value]) => [name, isPair(value) ? value : { bare: value }] as const)
    : readObjects(list).map((pair) => [readText(pair.name ?? pair.key), pair] as const);
  const names = takesBare ? [...valueNames, 'bare'] : valueNames;
  return Object.fromEntries(
    entries.flatMap(([name, pair]) => {
      const value = names.map((one) => pair[one]).find((one) => one !== undefined && one !== null);
      return name === null || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function isPair(value: unknown): value is JsonObject {
  return isJsonObject(value) && ['value', 'oldValue', 'newValue'].some((name) => Object.hasOwn(value, name));
}

/** The attribute of one of these names (lower case, without separators), as text; the first that has a value. */
export function attributeText(attributes: JsonObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const [written, value] of Object.entries(attributes)) {
      const text = wordKey(written) === name ? readText(value) : null;
      if (text !== null) return text;
    }
  }
  return null;
}

/** Whether anything in the details speaks of a password. */
export function speaksOfPassword({ attributes, oldValues, newValues }: AuditDetails): boolean {
  const names = [attributes, oldValues, newValues].flatMap((values) => Object.keys(values));
  return names.some((name) => wordKey(name).includes('password'));
}
