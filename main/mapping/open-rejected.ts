import { liftRecord } from '../collector/lift-record.ts';
import { parseJson } from '../collector/parse-json.ts';
import type { StreamDefinition } from '../collector/stream-definition.ts';
import { maskTexts } from '../export/json-lines.ts';
import type { Egress } from '../secrets/egress.ts';
import { keyFacts } from '../secrets/secret-names.ts';
import { secretMarker, type Vault } from '../secrets/vault.ts';

export interface OpenedRecord {
  /** A JSON value, or the text of what is no JSON; no secret in it. */
  readonly record: unknown;
  readonly isMasked: boolean;
}

type Declaration = Pick<StreamDefinition, 'secretFields' | 'harmlessKeys'>;

/** For a stream that this version does not know: what gives itself away. */
const noDeclaration: Declaration = { secretFields: [] };

/**
 * A rejected record as a person may see it. It was rejected because it is not of the form that is declared, so its
 * secrets may stand anywhere: declared names count at any depth.
 */
export function openRejected(
  text: string,
  stream: Declaration = noDeclaration,
  vault: Vault,
  egress: Pick<Egress, 'text'>,
): OpenedRecord {
  const names = declaredNames(stream);
  const parsed = parsedOrNull(text);
  if (parsed === null) return asText(text, names, egress);
  const lifted = liftRecord(stream, parsed.value, vault);
  const shut = shutNames(lifted.record, names, vault);
  const record = maskTexts(shut, egress.text);
  return {
    record,
    isMasked: lifted.lifted.length > 0 || JSON.stringify(record) !== JSON.stringify(parsed.value),
  };
}

function parsedOrNull(text: string): { readonly value: unknown } | null {
  try {
    return { value: parseJson(text) };
  } catch {
    return null;
  }
}

/** The last names of the declared paths. */
function declaredNames({ secretFields }: Declaration): ReadonlySet<string> {
  return new Set(secretFields.flatMap((path) => path.findLast((step) => step !== '*') ?? []));
}

function shutNames(value: unknown, names: ReadonlySet<string>, vault: Vault): unknown {
  if (names.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => shutNames(element, names, vault));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      names.has(key) ? shutAll(child, vault) : shutNames(child, names, vault),
    ]),
  );
}

function shutAll(value: unknown, vault: Vault): unknown {
  if (typeof value === 'string') return isMarker(value) || value === '' ? value : markerOf(value, vault);
  if (typeof value === 'number') return markerOf(String(value), vault);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => shutAll(element, vault));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shutAll(child, vault)]));
}

function markerOf(value: string, vault: Vault): string {
  return secretMarker(vault.fingerprint(value));
}

function isMarker(text: string): boolean {
  return /^‹secret:fp:[0-9a-f]{8}›$/.test(text);
}

/** `"name": "value` in a text that is nearly JSON, such as half a record; the value's end may be missing. */
const PAIR = /("((?:[^"\\]|\\.){1,200})"\s*:\s*)("[^"\\]*(?:\\.[^"\\]*)*"?|[^\s,}\]"]+)/gs;

function asText(text: string, names: ReadonlySet<string>, egress: Pick<Egress, 'text'>): OpenedRecord {
  const shut = text.replaceAll(PAIR, (pair, beginning: string, name: string, value: string) => {
    const isSecret = names.has(name) || keyFacts(name).isSecretName;
    return isSecret && value !== 'null' && value !== '""' ? `${beginning}"‹secret›"` : pair;
  });
  const record = egress.text(shut);
  return { record, isMasked: record !== text };
}
