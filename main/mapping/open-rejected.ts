import { liftRecord } from '../collector/lift-record.ts';
import { parseJson } from '../collector/parse-json.ts';
import type { StreamDefinition } from '../collector/stream-definition.ts';
import { maskTexts } from '../export/json-lines.ts';
import type { Egress } from '../secrets/egress.ts';
import type { Vault } from '../secrets/vault.ts';
import { RecordShutter } from './shut-record.ts';

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
  const shutter = new RecordShutter(declaredNames(stream), stream.harmlessKeys ?? [], vault);
  const parsed = parsedOrNull(text);
  if (parsed === null) {
    const record = egress.text(shutter.text(text));
    return { record, isMasked: record !== text };
  }
  const { record: lifted } = liftRecord(stream, parsed.value, vault);
  const record = maskTexts(shutter.value(lifted), egress.text);
  return { record, isMasked: JSON.stringify(record) !== JSON.stringify(parsed.value) };
}

function parsedOrNull(text: string): { readonly value: unknown } | null {
  try {
    return { value: parseJson(text) };
  } catch {
    return null;
  }
}

/** The last names of the declared paths. */
function declaredNames({ secretFields }: Declaration): string[] {
  return secretFields.flatMap((path) => path.findLast((step) => step !== '*') ?? []);
}
