import { keyFacts } from '../../secrets/secret-names.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readObjects, readText, wordKey } from '../read-value.ts';

/** Text that holds JSON, once or twice encoded (`"\"x\""`); what is none stays the text it is. */
export function decodedText(value: unknown): unknown {
  let decoded = value;
  for (let times = 0; times < 3 && typeof decoded === 'string' && /^\s*["[{]/.test(decoded); times += 1) {
    try {
      decoded = JSON.parse(decoded);
    } catch {
      return decoded;
    }
  }
  return decoded;
}

/** The property's new value, or the old one where it was taken away; null where it is no single text. */
export function modifiedTo(target: JsonObject, name: string): string | null {
  const property = readObjects(target.modifiedProperties).find(
    ({ displayName }) => wordKey(displayName) === wordKey(name),
  );
  return singleText(property?.newValue) ?? singleText(property?.oldValue);
}

function singleText(value: unknown): string | null {
  const decoded = decodedText(value);
  return readText(Array.isArray(decoded) ? (decoded.length === 1 ? decoded[0] : null) : decoded);
}

/** `{ "AccountEnabled": { "from": [true], "to": [false] } }`: decoded, for reading and searching. */
export function changesOf(properties: unknown): JsonObject {
  const changes = readObjects(properties).flatMap(({ displayName, name, oldValue, newValue }) => {
    const property = readText(displayName) ?? readText(name);
    if (property === null) return [];
    return [[property, { from: decodedText(oldValue), to: decodedText(newValue) }] as const];
  });
  return Object.fromEntries(changes);
}

/** Names of key material that do not end like other secrets' names. */
const KEY_MATERIAL =
  /^(?:secrettext|keymaterial|keyvalue|temporaryaccesspass|searchabledevicekey|customkey)$/;

/**
 * A copy in which secrets can be found: JSON in a text that has telling names in it is opened, and a value whose own
 * name tells is put under one that does. Everything else stays as Graph wrote it.
 */
export function opened(value: unknown, depth = 0): unknown {
  if (depth > 20) return value;
  if (Array.isArray(value)) return value.map((element) => opened(element, depth + 1));
  if (!isJsonObject(value)) return value;
  const pairName = wordKey(value.displayName ?? value.key ?? value.name);
  const entries = Object.entries(value).map(([name, child]) => {
    const isPairValue = name === 'oldValue' || name === 'newValue' || name === 'value';
    if (!isPairValue) return [name, opened(child, depth + 1)] as const;
    const decoded = typeof child === 'string' ? decodedText(child) : child;
    // The value itself, without the quotes of its encoding: it may stand elsewhere, and at other vendors.
    if (KEY_MATERIAL.test(pairName) && readText(decoded) !== null)
      return [name, { secret: decoded }] as const;
    if (isPairName(value) && readText(decoded) !== null) return [name, decoded] as const;
    return [name, holdsSecretNames(decoded) ? shielded(decoded) : opened(child, depth + 1)] as const;
  });
  return Object.fromEntries(entries);
}

function holdsSecretNames(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecretNames);
  if (!isJsonObject(value)) return typeof value === 'string' && holdsInside(value);
  return Object.entries(value).some(
    ([name, child]) =>
      keyFacts(name).isSecretName ||
      KEY_MATERIAL.test(wordKey(name)) ||
      (isPairName(value) && name !== 'displayName') ||
      holdsSecretNames(child),
  );
}

function isPairName(value: JsonObject): boolean {
  const name = readText(value.displayName ?? value.key ?? value.name);
  return name !== null && (keyFacts(name).isSecretName || KEY_MATERIAL.test(wordKey(name)));
}

function holdsInside(text: string): boolean {
  const decoded = decodedText(text);
  return typeof decoded !== 'string' && holdsSecretNames(decoded);
}

/** The same with key material under a name by which it is found, and with the JSON inside opened as well. */
function shielded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shielded);
  if (typeof value === 'string') return holdsInside(value) ? shielded(decodedText(value)) : value;
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      name,
      KEY_MATERIAL.test(wordKey(name)) && readText(child) !== null ? { secret: child } : shielded(child),
    ]),
  );
}
